import { z } from "zod";
import { answerText } from "./answer-text";
import type { TbaDossierResult, TransmissionAnswer } from "./answers";
import type { HttpAnswer } from "./http-call";
import { acceptsAll } from "./ordinary-answer";
import { parseJson } from "./parse-json";
import { parseSuccess } from "./parse-success";
import { statusReason } from "./reasons";

const ForbiddenSchema = z.object({ error: z.literal("Forbidden"), message: z.string() });

/** The TBA's own refusal of a key (api-v3.md). Any other 403, a page or JSON, is a proxy's or a firewall's: it says nothing of the key. */
export const refusesKey = ({ httpStatus, body }: { httpStatus: number; body: Buffer }): boolean =>
  httpStatus === 403 && parseJson(body, ForbiddenSchema) !== null;

const RefusalSchema = z.object({ message: z.string() });

const ACCEPTED: TbaDossierResult = { accepted: true };

/**
 * What an answer means for the dossiers that were sent, each a JSON text. A 200 that is not about exactly them, in their order,
 * counts as no answer.
 */
export function parseTransmission(answer: HttpAnswer, sent: readonly Buffer[]): TransmissionAnswer {
  if ("failure" in answer) {
    return { kind: "unavailable", httpStatus: answer.httpStatus, reason: answer.failure };
  }
  const { httpStatus, body, waitSeconds } = answer;
  switch (httpStatus) {
    case 200:
      if (acceptsAll(body, sent)) return { kind: "answer", httpStatus, results: sent.map(() => ACCEPTED) };
      return parseSuccess(body, sent);
    case 400: {
      const message = parseJson(body, RefusalSchema)?.message ?? "";
      return { kind: "request-refused", httpStatus, message: answerText(message) };
    }
    case 403:
      return refusesKey(answer)
        ? { kind: "key-refused" }
        : { kind: "unavailable", httpStatus, reason: statusReason(httpStatus) };
    case 413:
      return { kind: "too-big" };
    case 429:
      return { kind: "too-many-requests", waitSeconds };
    default:
      return { kind: "unavailable", httpStatus, reason: statusReason(httpStatus) };
  }
}
