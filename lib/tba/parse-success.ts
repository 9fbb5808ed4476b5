import { z } from "zod";
import { answerText } from "./answer-text";
import type { TbaDossierResult, TransmissionAnswer } from "./answers";
import { afterSpaces } from "./json-bytes";
import { parseJson } from "./parse-json";
import { EMPTY_ANSWER, OTHER_ANSWER, UNREADABLE_ANSWER } from "./reasons";

/** What tells a dossier. */
const IdentitySchema = z.object({ id_erp_apprenant: z.unknown().optional(), annee_scolaire: z.unknown().optional() });
type Identity = z.infer<typeof IdentitySchema>;

const DossierSchema = IdentitySchema.extend({
  has_error: z.boolean().optional(),
  validation_errors: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) })),
});
const SuccessSchema = z.object({ status: z.literal("OK"), data: z.array(DossierSchema) });

/** Of one dossier: it has some sixty fields, and each is wrong in one way or two. */
const MAX_MESSAGES = 100;

/** Neither `String` of a list, which is that of what it holds, nor of an object, which may have none. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Is an answer about the dossier that was sent? The TBA gives back what it received; another way to write the same (12 and «12») is the same. */
function answers(parsed: Identity, sent: string): boolean {
  const received = IdentitySchema.parse(JSON.parse(sent));
  return (
    textOf(received.id_erp_apprenant) === textOf(parsed.id_erp_apprenant) &&
    textOf(received.annee_scolaire) === textOf(parsed.annee_scolaire)
  );
}

function result({ validation_errors, has_error }: z.infer<typeof DossierSchema>): TbaDossierResult {
  if (validation_errors.length === 0 && has_error !== true) return { accepted: true };
  return {
    accepted: false,
    messages: validation_errors
      .slice(0, MAX_MESSAGES)
      .map(({ path, message }) => ({ champ: answerText(path.join(".")), message: answerText(message) })),
  };
}

/** The verdict of each dossier that was sent (JSON texts), read in full from the body of a 200; one that is not about exactly them, in their order, counts as no answer. */
export function parseSuccess(body: Buffer, sent: readonly Buffer[]): TransmissionAnswer {
  const httpStatus = 200;
  if (afterSpaces(body, 0) === body.length) return { kind: "unavailable", httpStatus, reason: EMPTY_ANSWER };
  const parsed = parseJson(body, SuccessSchema);
  if (parsed === null) return { kind: "unavailable", httpStatus, reason: UNREADABLE_ANSWER };
  const same =
    parsed.data.length === sent.length && parsed.data.every((dossier, i) => answers(dossier, String(sent[i] ?? "")));
  if (!same) return { kind: "unavailable", httpStatus, reason: OTHER_ANSWER };
  return { kind: "answer", httpStatus, results: parsed.data.map(result) };
}
