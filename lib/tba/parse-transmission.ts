import { z } from "zod";
import type { TbaDossierResult, TransmissionAnswer } from "./answers";
import type { HttpAnswer } from "./http-call";
import { acceptsAll } from "./ordinary-answer";
import { parseJson } from "./parse-json";
import { parseSuccess } from "./parse-success";
import { statusReason } from "./reasons";

const RefusalSchema = z.object({ message: z.string() });

const MAX_MESSAGE = 300;
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
      return parseSuccess(String(body), sent);
    case 400: {
      const message = parseJson(String(body), RefusalSchema)?.message ?? "";
      return { kind: "request-refused", httpStatus, message: message.slice(0, MAX_MESSAGE) };
    }
    case 403:
      // A page of HTML is a proxy's or a firewall's: it says nothing of the key.
      if (String(body).trimStart().startsWith("<"))
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
