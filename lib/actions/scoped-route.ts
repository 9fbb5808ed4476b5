import { answerError, RETRY_AFTER_S } from "./answer-error";
import { errorPage, wantsPage } from "./error-page";
import { type RequestScope, requestScope } from "./request-scope";

/**
 * What a route of an établissement answers: the service's response, or the error with its status, as a page to who follows a link, as
 * JSON to a program.
 */
export async function scopedRoute(
  request: Request,
  uai: string,
  respond: (scope: RequestScope) => Promise<Response>,
): Promise<Response> {
  try {
    return await respond(await requestScope(uai));
  } catch (error) {
    const { httpStatus: status, code, message } = answerError(error);
    const headers = {
      "Cache-Control": "no-store",
      ...(status === 503 && { "Retry-After": String(RETRY_AFTER_S) }),
    };
    if (!wantsPage(request)) return Response.json({ error: code, message }, { status, headers });
    const html = { ...headers, "Content-Type": "text/html; charset=utf-8" };
    return new Response(errorPage(message), { status, headers: html });
  }
}
