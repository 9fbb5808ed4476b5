import { z } from "zod";
import type { TbaDossierResult, TransmissionAnswer } from "./answers";
import type { HttpAnswer } from "./http-call";
import { parseJson } from "./parse-json";
import { EMPTY_ANSWER, OTHER_ANSWER, statusReason, UNREADABLE_ANSWER } from "./reasons";

/** What tells a dossier. */
const IdentitySchema = z.object({ id_erp_apprenant: z.unknown().optional(), annee_scolaire: z.unknown().optional() });
type Identity = z.infer<typeof IdentitySchema>;

const DossierSchema = IdentitySchema.extend({
  has_error: z.boolean().optional(),
  validation_errors: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) })),
});
const SuccessSchema = z.object({ status: z.literal("OK"), data: z.array(DossierSchema) });
const RefusalSchema = z.object({ message: z.string() });

const MAX_MESSAGE = 300;

/** True when the JSON text of a flat object holds that very value under that key: between quotes, a key is never mistaken for a text. */
function holds(text: string, key: keyof Identity, value: unknown): boolean {
  const expected = `"${key}":${JSON.stringify(value)}`;
  const debut = text.indexOf(expected);
  const after = text[debut + expected.length];
  return debut > 0 && (after === "," || after === "}");
}

const textOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

/**
 * Is an answer about the dossier that was sent? The TBA gives back what it received: looking for it in the text spares reading two
 * thousand dossiers again. Another way to write the same (12 and «12») is found out by reading.
 */
function answers(parsed: Identity, sent: string): boolean {
  const { id_erp_apprenant: id, annee_scolaire: year } = parsed;
  if (holds(sent, "id_erp_apprenant", id) && holds(sent, "annee_scolaire", year)) return true;
  const received = IdentitySchema.parse(JSON.parse(sent));
  return textOf(received.id_erp_apprenant) === textOf(id) && textOf(received.annee_scolaire) === textOf(year);
}

function result({ validation_errors, has_error }: z.infer<typeof DossierSchema>): TbaDossierResult {
  if (validation_errors.length === 0 && has_error !== true) return { accepted: true };
  return {
    accepted: false,
    messages: validation_errors.map(({ path, message }) => ({ champ: path.join("."), message })),
  };
}

function parseSuccess(text: string, sent: readonly string[]): TransmissionAnswer {
  const httpStatus = 200;
  if (text.trim() === "") return { kind: "unavailable", httpStatus, reason: EMPTY_ANSWER };
  const parsed = parseJson(text, SuccessSchema);
  if (parsed === null) return { kind: "unavailable", httpStatus, reason: UNREADABLE_ANSWER };
  const same = parsed.data.length === sent.length && parsed.data.every((dossier, i) => answers(dossier, sent[i] ?? ""));
  if (!same) return { kind: "unavailable", httpStatus, reason: OTHER_ANSWER };
  return { kind: "answer", httpStatus, results: parsed.data.map(result) };
}

/**
 * What an answer means for the dossiers that were sent, each a JSON text. A 200 that is not about exactly them, in their order,
 * counts as no answer.
 */
export function parseTransmission(answer: HttpAnswer, sent: readonly string[]): TransmissionAnswer {
  if ("failure" in answer) {
    return { kind: "unavailable", httpStatus: answer.httpStatus, reason: answer.failure };
  }
  const { httpStatus, text, waitSeconds } = answer;
  switch (httpStatus) {
    case 200:
      return parseSuccess(text, sent);
    case 400: {
      const message = parseJson(text, RefusalSchema)?.message ?? "";
      return { kind: "request-refused", httpStatus, message: message.slice(0, MAX_MESSAGE) };
    }
    case 403:
      // A page of HTML is a proxy's or a firewall's: it says nothing of the key.
      if (text.trimStart().startsWith("<"))
        return { kind: "unavailable", httpStatus, reason: statusReason(httpStatus) };
      return { kind: "key-refused" };
    case 413:
      return { kind: "too-big" };
    case 429:
      return { kind: "too-many-requests", waitSeconds };
    default:
      return { kind: "unavailable", httpStatus, reason: statusReason(httpStatus) };
  }
}
