import { z } from "zod";
import {
  forecastSchema,
  jetonTestSchema,
  pushAnswerSchema,
  pushedItemSchema,
  tryAnswerSchema,
  validationErrorSchema,
} from "@/lib/services/push/push-answers";
import {
  anomalieSchema,
  apprenantDossiersSchema,
  correctedFieldSchema,
  correctionListSchema,
  dossierListSchema,
  softwareDossierSchema,
} from "@/lib/services/software/software-answers";
import type { JsonSchema } from "./api-docs.types";
import { dossierSchema } from "./dossier-schema";
import { problemSchema, tbaErrorSchema } from "./error-schemas";

/** The bodies by the names under which the document and its page speak of them, in the order in which the page shows them. */
const NAMED = {
  Dossier: dossierSchema,
  ReponseEnvoi: pushAnswerSchema,
  DossierRecu: pushedItemSchema,
  ErreurDeDossier: validationErrorSchema,
  ReponseEssai: tryAnswerSchema,
  Prevision: forecastSchema,
  Jeton: jetonTestSchema,
  ListeDeDossiers: dossierListSchema,
  DossiersDUnApprenant: apprenantDossiersSchema,
  EtatDeDossier: softwareDossierSchema,
  Anomalie: anomalieSchema,
  ListeDeCorrections: correctionListSchema,
  ChampCorrige: correctedFieldSchema,
  Erreur: tbaErrorSchema,
  Probleme: problemSchema,
} as const;

export type SchemaName = keyof typeof NAMED;

const INPUTS: readonly SchemaName[] = ["Dossier"];

/** Where a schema of the document is. */
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

type Override = (ctx: { jsonSchema: JsonSchema }) => void;

/** Objects stay open: a field added one day must not stop a client. A format says more than the pattern that zod adds to it. */
const soften: Override = ({ jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

/** One schema as the document holds it, without its dialect and its address, which the document gives. */
export function toSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, override: soften as never }) as JsonSchema;
  return rest;
}

function registered(names: readonly SchemaName[], io: "input" | "output"): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const name of names) registry.add(NAMED[name], { id: name });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: soften as never,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _, $id: __, id: ___, ...rest } = schema as JsonSchema;
      return [name, rest];
    }),
  );
}

/** All the named schemas, made from those that the routes use. */
export function componentSchemas(): Record<string, JsonSchema> {
  const names = Object.keys(NAMED) as SchemaName[];
  const made = {
    ...registered(INPUTS, "input"),
    ...registered(
      names.filter((name) => !INPUTS.includes(name)),
      "output",
    ),
  };
  return Object.fromEntries(names.map((name) => [name, made[name] ?? {}]));
}
