import { CALLS_PER_ADDRESS, CALLS_PER_JETON, MAX_CALL_DOSSIERS } from "@/lib/domain/software-limits";
import type { DocumentedAnswer } from "./api-docs.types";
import { refTo, type SchemaName } from "./schemas";

const REFUSALS: Readonly<Record<number, string>> = {
  400: "L'appel n'a pas été compris.",
  403: "Le jeton manque, ne vaut pas, ou ne donne pas ce droit.",
  404: "Rien de ce nom que ce jeton ouvre.",
  413: "Plus de 10 Mo, une fois décompressé.",
  415: "Un encodage ou un jeu de caractères que nous ne lisons pas.",
  422: "Cette Idempotency-Key a déjà servi pour un autre contenu.",
  429: `Plus de ${CALLS_PER_JETON} appels par minute d'un jeton, ou ${CALLS_PER_ADDRESS} d'une adresse sans jeton qui vaille. Retry-After dit combien de secondes attendre.`,
  500: "Une erreur inattendue, avec un numéro que l'assistance retrouve.",
  503: "Occupé : renvoyez le même appel après le nombre de secondes de Retry-After.",
};

/** The form of the errors of a route: the TBA's own, or ours. */
const FORMS = {
  tba: { type: "application/json", schema: "Erreur" },
  ours: { type: "application/problem+json", schema: "Probleme" },
} as const;

const READING = [400, 403, 404, 429, 500, 503];
const SENDING = [400, 403, 413, 415, 429, 500, 503];

/** What a route refuses a call for, by kind of route. */
export const REFUSED = {
  test: [403, 429, 500, 503],
  send: [...SENDING, 422].sort(),
  try: SENDING,
  list: READING,
} as const;

/** The answers of an operation: the one that is hoped for, then the refusals. */
export function answersOf(
  schema: SchemaName,
  description: string,
  refusals: readonly number[],
  form: keyof typeof FORMS,
): Record<string, DocumentedAnswer> {
  const { type, schema: errorSchema } = FORMS[form];
  const refused = refusals.map((status): [string, DocumentedAnswer] => [
    String(status),
    { description: REFUSALS[status] ?? "", content: { [type]: { schema: refTo(errorSchema) } } },
  ]);
  return {
    200: { description, content: { "application/json": { schema: refTo(schema) } } },
    ...Object.fromEntries(refused),
  };
}

/** The body of a call that sends. `example`: a dossier that is accepted. */
export const dossiersBody = (example: object) => ({
  required: true as const,
  description: `De 0 à ${MAX_CALL_DOSSIERS} dossiers, 10 Mo au plus une fois décompressés (gzip ou deflate admis).`,
  content: {
    "application/json": {
      schema: { type: "array", maxItems: MAX_CALL_DOSSIERS, items: refTo("Dossier") },
      example: [example],
    },
  },
});
