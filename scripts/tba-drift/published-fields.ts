import { z } from "zod";
import type { FieldShape } from "./field-shape";

/** Not the TBA's document: one French sentence. */
export class UnreadableDocument extends Error {}

const PATH = "/v3/dossiers-apprenants";

const Property = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  $ref: z.string().optional(),
});
const Dossier = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

type Path = readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function at(document: unknown, path: Path): unknown {
  return path.reduce((value: unknown, key) => (isObject(value) ? value[key] : undefined), document);
}

/** The schema itself, when it only says where it is in the document. */
function resolve(document: unknown, schema: unknown): unknown {
  const reference = isObject(schema) ? schema.$ref : undefined;
  return typeof reference === "string" && reference.startsWith("#/")
    ? at(document, reference.slice(2).split("/"))
    : schema;
}

function shapeOf(document: unknown, raw: unknown): FieldShape {
  const parsed = Property.safeParse(resolve(document, raw));
  if (!parsed.success) return { type: "inconnu" };
  const { type, format, pattern, minLength, enum: values, anyOf } = parsed.data;
  if (anyOf !== undefined) {
    const choices = anyOf.map((choice) => shapeOf(document, choice));
    const types = [...new Set(choices.map((choice) => choice.type))];
    return { type: types.join(" ou "), enum: choices.flatMap((choice) => choice.enum ?? []) };
  }
  return {
    type: type ?? "inconnu",
    ...(format === undefined ? {} : { format }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(values === undefined ? {} : { enum: values.map(String) }),
  };
}

/** The fields of a dossier in the OpenAPI document that the TBA publishes ({site}/api/openapi-model). Throws UnreadableDocument. */
export function publishedFields(text: string): ReadonlyMap<string, FieldShape> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new UnreadableDocument("Ce fichier n'est pas du JSON : donnez le document OpenAPI que publie le TBA.");
  }
  const body = at(document, ["paths", PATH, "post", "requestBody", "content", "application/json", "schema"]);
  const items = resolve(document, at(resolve(document, body), ["items"]));
  const parsed = Dossier.safeParse(items);
  if (!parsed.success) {
    throw new UnreadableDocument(
      `Ce document ne décrit pas les dossiers de POST ${PATH} : l'adresse a changé, ou ce n'est pas celui du TBA.`,
    );
  }
  const { properties, required } = parsed.data;
  return new Map(
    Object.entries(properties).map(([key, raw]) => [
      key,
      { ...shapeOf(document, raw), ...(required.includes(key) ? { required: true } : {}) },
    ]),
  );
}
