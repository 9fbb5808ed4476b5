import { forgetFlash, writeFlash } from "@/lib/auth/flash";
import type { Permission } from "@/lib/domain/roles";
import { SESSION_OVER_STATE } from "@/lib/domain/session-over";
import { requirePermission } from "@/lib/services/etablissements/scope";
import { answerError, type ErrorAnswer } from "./answer-error";
import { discardBody } from "./discard-body";
import { problemResponse } from "./problem";
import { type ReceivedFile, receiveFile } from "./receive-file";
import { type RequestScope, requestScope } from "./request-scope";
import { requireSameOrigin } from "./require-same-origin";

/** `back`: the path of the page that holds the form; `maxSize` in bytes. */
type FileRoute = { uai: string; permission: Permission; back: string; maxSize: number };

/** What was not read of a refused request and is heavy is never read: the connection ends with the answer. */
const CLOSING = { Connection: "close", "Cache-Control": "no-store" };

/** A script asks for JSON and stays on its page; a form without script is led to the next page. */
const wantsJson = ({ headers }: Request) => headers.get("accept")?.includes("application/json") === true;

function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { "Cache-Control": "no-store", ...headers, Location: location } });
}

function answerScript({ httpStatus, code, message: found }: ErrorAnswer): Response {
  const message = code === "NOT_SIGNED_IN" ? SESSION_OVER_STATE.message : found;
  return problemResponse(httpStatus, message, { code, headers: CLOSING });
}

async function answerForm({ httpStatus, code, message }: ErrorAnswer, back: string): Promise<Response> {
  if (code === "NOT_SIGNED_IN") return redirect("/connexion", CLOSING);
  if (code === "NOT_FOUND") return new Response(message, { status: httpStatus, headers: CLOSING });
  await writeFlash(message, back);
  return redirect(`${back}?refus=oui`, CLOSING);
}

/**
 * The one wrapper of routes that take a file: same origin, who asks and with which right, then the file, streamed to disk, then one
 * service, which answers the path of the next page. Works with and without script.
 */
export async function fileRoute(
  request: Request,
  { uai, permission, back, maxSize }: FileRoute,
  execute: (scope: RequestScope, file: ReceivedFile) => Promise<string>,
): Promise<Response> {
  try {
    requireSameOrigin(request);
  } catch (error) {
    await discardBody(request);
    return answerScript(answerError(error));
  }
  try {
    const scope = await requestScope(uai);
    requirePermission(scope, permission);
    const next = await receiveFile(request, maxSize, (file) => execute(scope, file));
    if (wantsJson(request)) return Response.json({ location: next }, { headers: { "Cache-Control": "no-store" } });
    await forgetFlash(back);
    return redirect(next);
  } catch (error) {
    await discardBody(request);
    return wantsJson(request) ? answerScript(answerError(error)) : await answerForm(answerError(error), back);
  }
}
