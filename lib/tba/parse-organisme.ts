import { z } from "zod";
import { answerText } from "./answer-text";
import type { OrganismeAnswer } from "./answers";
import type { HttpAnswer } from "./http-call";
import { parseJson } from "./parse-json";
import { statusReason, TOO_MANY_REQUESTS, UNREADABLE_ANSWER } from "./reasons";

const OrganismeSchema = z.object({
  uai: z.string().nullish(),
  siret: z.string(),
  enseigne: z.string().nullish(),
  raison_sociale: z.string().nullish(),
  ferme: z.boolean().nullish(),
});
const UnknownSchema = z.object({ message: z.literal("Aucun organisme trouvé") });

const unreachable = (reason: string): OrganismeAnswer => ({ kind: "unreachable", reason });

/** What `get-by-uai-siret` answered about a couple. */
export function parseOrganisme(answer: HttpAnswer, uai: string | null, siret: string): OrganismeAnswer {
  if ("failure" in answer) return unreachable(answer.failure);
  const { httpStatus, body } = answer;
  if (httpStatus === 400 && parseJson(body, UnknownSchema) !== null) return { kind: "unknown" };
  if (httpStatus === 429) return unreachable(TOO_MANY_REQUESTS);
  if (httpStatus !== 200) return unreachable(statusReason(httpStatus));
  const parsed = parseJson(body, OrganismeSchema);
  if (parsed === null || parsed.siret !== siret || (parsed.uai ?? null) !== uai) return unreachable(UNREADABLE_ANSWER);
  const name = answerText(parsed.enseigne || parsed.raison_sociale || "") || null;
  return { kind: "known", organisme: { uai, siret, name, closed: parsed.ferme === true } };
}
