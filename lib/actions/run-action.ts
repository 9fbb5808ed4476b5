import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { Permission } from "@/lib/domain/roles";
import { SESSION_OVER_STATE } from "@/lib/domain/session-over";
import { ServiceError } from "@/lib/errors";
import { requirePermission } from "@/lib/services/etablissements/scope";
import { toActionState } from "./answer-error";
import {
  type RequestContext,
  type RequestScope,
  requestContext,
  requestScope,
  type VisitorContext,
  visitorContext,
} from "./request-scope";

/**
 * What an action came to. `input`: what was sent, so that nothing that was typed is lost; null when it could not be read, or when
 * who sent it may not do this: nothing of theirs is read.
 */
export type ActionResult<I, T> = { ok: true; value: T; input: I } | { ok: false; state: ActionState; input: I | null };

const UNREADABLE = "Ce formulaire n'a pas été compris : rechargez la page, puis réessayez.";

/** Who may first, then the input (form and bound arguments, through its schema), then one service. */
async function perform<W, I, T>(
  authorize: () => Promise<W>,
  schema: z.ZodType<I>,
  raw: unknown,
  execute: (who: W, input: I) => Promise<T>,
): Promise<ActionResult<I, T>> {
  let input: I | null = null;
  let admitted = false;
  try {
    const who = await authorize();
    admitted = true;
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw new ServiceError("INVALID_INPUT", parsed.error.issues[0]?.message ?? UNREADABLE);
    input = parsed.data;
    return { ok: true, value: await execute(who, input), input };
  } catch (error) {
    unstable_rethrow(error);
    const signedOut = error instanceof ServiceError && error.code === "NOT_SIGNED_IN" && authorize !== visitorContext;
    if (signedOut) return { ok: false, state: SESSION_OVER_STATE, input };
    const state = toActionState(error);
    return { ok: false, state: admitted ? state : { ...state, closed: true }, input };
  }
}

/** Where, with which right, and of which form: what an action of an établissement says of itself before anything is read. */
type ActionSpec<I> = { uai: unknown; permission: Permission; schema: z.ZodType<I> };

/** The one wrapper of the actions of an établissement. An error becomes the state that the form shows. */
export function runAction<I, T>(
  { uai, permission, schema }: ActionSpec<I>,
  raw: unknown,
  execute: (scope: RequestScope, input: I) => Promise<T>,
): Promise<ActionResult<I, T>> {
  const authorize = async () => {
    const scope = await requestScope(uai);
    requirePermission(scope, permission);
    return scope;
  };
  return perform(authorize, schema, raw, execute);
}

/** The same for what concerns a signed-in person alone: their account. */
export function runPersonAction<I, T>(
  schema: z.ZodType<I>,
  raw: unknown,
  execute: (ctx: RequestContext, input: I) => Promise<T>,
): Promise<ActionResult<I, T>> {
  return perform(requestContext, schema, raw, execute);
}

/** The same for the doors, where nobody is known yet: signing in, an invitation, a forgotten password. */
export function runPublicAction<I, T>(
  schema: z.ZodType<I>,
  raw: unknown,
  execute: (ctx: VisitorContext, input: I) => Promise<T>,
): Promise<ActionResult<I, T>> {
  return perform(visitorContext, schema, raw, execute);
}

/** What a form that only shows a sentence answers. */
export function said<I>(result: ActionResult<I, string>): ActionState {
  return result.ok ? { status: "success", message: result.value } : result.state;
}

/** `runAction` for a form that only shows a sentence: `execute` answers it. */
export async function sayAction<I>(
  spec: ActionSpec<I>,
  raw: unknown,
  execute: (scope: RequestScope, input: I) => Promise<string>,
): Promise<ActionState> {
  return said(await runAction(spec, raw, execute));
}
