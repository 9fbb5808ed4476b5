import { answerError, RETRY_AFTER_S } from "./answer-error";
import { errorPage, wantsPage } from "./error-page";
import { problemResponse } from "./problem";
import { type RequestContext, type RequestScope, requestContext, requestScope } from "./request-scope";

async function orError(request: Request, respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond();
  } catch (error) {
    const { httpStatus: status, code, message } = answerError(error);
    const headers = {
      "Cache-Control": "no-store",
      ...(status === 503 && { "Retry-After": String(RETRY_AFTER_S) }),
    };
    if (!wantsPage(request)) return problemResponse(status, message, { code, headers });
    const html = { ...headers, "Content-Type": "text/html; charset=utf-8" };
    return new Response(errorPage(message), { status, headers: html });
  }
}

/**
 * What a route of an établissement answers: the service's response, or the error with its status, as a page to who follows a link, as
 * JSON to a program.
 */
export const scopedRoute = (
  request: Request,
  uai: string,
  respond: (scope: RequestScope) => Promise<Response>,
): Promise<Response> => orError(request, async () => respond(await requestScope(uai)));

/** The same for what is of no établissement: a signed-in person's, whose right the service asks for. */
export const signedInRoute = (
  request: Request,
  respond: (ctx: RequestContext) => Promise<Response>,
): Promise<Response> => orError(request, async () => respond(await requestContext()));
