import type { z } from "zod";
import type { Parameter } from "./api-docs.types";
import { toSchema } from "./schemas";

/** The parameters of an address, from the schema that the route reads them with. */
export function queryParameters(schema: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = toSchema(schema, "input");
  return Object.entries(properties).map(([name, { description = "", ...rest }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description,
    schema: rest,
  }));
}

export const ETABLISSEMENT_HEADER: Parameter = {
  name: "X-Etablissement-Uai",
  in: "header",
  required: false,
  description:
    "Pour un jeton de plusieurs établissements : l'UAI où ranger tout l'appel. Sans lui, chaque dossier va chez son formateur (etablissement_formateur_uai).",
  schema: { type: "string" },
};

export const IDEMPOTENCY_HEADER: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Un nom pour cet appel. Pendant un jour, le même appel sous le même nom reçoit la même réponse, sans rien refaire.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
};

export const IDENTIFIER: Parameter = {
  name: "id",
  in: "path",
  required: true,
  description: "L'identifiant de l'apprenant dans votre logiciel (id_erp_apprenant).",
  schema: { type: "string" },
};
