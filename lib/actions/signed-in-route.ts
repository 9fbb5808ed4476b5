import { signedInContext } from "@/lib/auth/session";
import type { ServiceContext } from "@/lib/services/context";
import { answerError } from "./answer-error";

/** What a route answers: the service's response, or the error as JSON with its status. */
export async function signedInRoute(respond: (ctx: ServiceContext) => Promise<Response>): Promise<Response> {
  try {
    return await respond(await signedInContext());
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    return Response.json({ error: code, message }, { status: httpStatus });
  }
}
