import { answerError } from "./answer-error";
import { problemResponse } from "./problem";

/** What a route that is open to all, or has a secret of its own, answers: an error as a problem (RFC 9457). */
export async function publicRoute(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond();
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    return problemResponse(httpStatus, message, { code });
  }
}
