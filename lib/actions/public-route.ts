import { answerError } from "./answer-error";

/** What a route that is open to all, or has a secret of its own, answers: an error as JSON with its status. */
export async function publicRoute(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond();
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    return Response.json({ error: code, message }, { status: httpStatus });
  }
}
