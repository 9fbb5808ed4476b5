import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonSchema, Operation } from "@/lib/services/api-docs/api-docs.types";
import { apiDocument } from "@/lib/services/api-docs/api-document";

export const DOCUMENT = apiDocument("http://localhost:3000/api", "0.0.0");

/** The same with its objects closed: what the routes say and the document does not is a fault too. An object that says it is open stays so. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "properties" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "api", ...(closed({ components: DOCUMENT.components }) as object) });

const validators = new Map<string, ValidateFunction>();

function validatorOf({ $ref = "" }: JsonSchema): ValidateFunction {
  const known = validators.get($ref);
  if (known !== undefined) return known;
  const made = ajv.compile({ $ref: `api${$ref}` });
  validators.set($ref, made);
  return made;
}

/** The operation of the document that an address reaches; null for an address that is none of its. */
function operationAt(method: string, pathname: string): Operation | null {
  const address = pathname.replace(/^\/api/, "");
  const exact = DOCUMENT.paths[address];
  const path = exact ?? DOCUMENT.paths[address.replace(/[^/]+$/, "{id}")];
  return path?.[method.toLowerCase() as "get" | "post"] ?? null;
}

export type Answer = { method: string; pathname: string; status: number; type: string; text: string };

/** How an answer departs from the document, in one line; null when it is as the document says. */
export function departsFromDocument({ method, pathname, status, type, text }: Answer): string | null {
  const where = `${method} ${pathname} ${status}`;
  const operation = operationAt(method, pathname);
  if (operation === null) return `${where} : cette adresse n'est pas dans le document`;
  const answer = operation.responses[status];
  if (answer === undefined) return `${where} : ce statut n'est pas dans le document`;
  const content = answer.content[type.split(";")[0] ?? ""];
  if (content === undefined) return `${where} : ${type} n'est pas dans le document`;
  const validate = validatorOf(content.schema);
  return validate(JSON.parse(text)) ? null : `${where} : ${ajv.errorsText(validate.errors?.slice(0, 5))}`;
}
