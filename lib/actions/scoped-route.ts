import { answerError, RETRY_AFTER_S } from "./answer-error";
import { type RequestScope, requestScope } from "./request-scope";

/** What a route of an établissement answers: the service's response, or the error as JSON with its status. */
export async function scopedRoute(uai: string, respond: (scope: RequestScope) => Promise<Response>): Promise<Response> {
  try {
    return await respond(await requestScope(uai));
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    const headers = httpStatus === 503 ? { "Retry-After": String(RETRY_AFTER_S) } : undefined;
    return Response.json({ error: code, message }, { status: httpStatus, ...(headers && { headers }) });
  }
}
