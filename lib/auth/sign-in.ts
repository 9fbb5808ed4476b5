import { ServiceError } from "@/lib/errors";
import { knownBrowser, rememberBrowser } from "@/lib/security/known-browser";
import type { ServiceContext } from "@/lib/services/context";
import { beginSignIn, completeSignIn } from "@/lib/services/users/complete-sign-in";
import { takeCode } from "@/lib/services/users/second-factor";
import { endSession } from "@/lib/services/users/sessions";
import { signOut as endThisSession } from "@/lib/services/users/sign-out";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";
import { providerSignOut } from "./oidc-logout";
import { currentSession } from "./session";
import {
  forgetSessionSecret,
  readBrowserMarks,
  readSessionSecret,
  writeBrowserMarks,
  writeSessionSecret,
} from "./session-cookie";

type Visitor = ServiceContext & { browser: string };

/**
 * Signs in with an e-mail and a password. Answers «code» when the second factor is still to be typed. A session that this browser
 * had ends: nobody can have set it in advance. Throws INVALID_INPUT, TOO_MANY_ATTEMPTS, BUSY.
 */
export async function signInWithPassword(
  ctx: Visitor,
  { email, password }: { email: string; password: string },
): Promise<"full" | "code"> {
  const marks = await readBrowserMarks();
  const person = await verifyCredentials(ctx, { email, password, browser: knownBrowser(marks, email) });
  await endPrevious(ctx);
  const way = { browser: ctx.browser, how: "sign-in" } as const;
  const { secret, stage } = await beginSignIn(ctx, person.id, { password: person.verified }, way);
  await writeSessionSecret(secret);
  if (stage === "full") await knowBrowserOf(person.email);
  return stage;
}

/** Ends what the password began, with a code of the second factor. Throws NOT_SIGNED_IN, INVALID_INPUT, TOO_MANY_ATTEMPTS. */
export async function signInWithCode(ctx: Visitor, code: string): Promise<void> {
  const session = await currentSession();
  if (session?.stage !== "code") {
    throw new ServiceError("NOT_SIGNED_IN", "Ce code a trop attendu : recommencez la connexion.");
  }
  const { person } = session;
  await takeCode(ctx, person.id, code);
  const way = { browser: ctx.browser, how: "sign-in" } as const;
  await writeSessionSecret(await completeSignIn(ctx, person.id, session.id, way));
  await knowBrowserOf(person.email);
}

/**
 * Counts the next attempts of this browser by themselves, since it is where somebody has just proved that this e-mail is theirs: by signing in, or
 * by choosing a password with a link, which is how one gets in again while somebody else's failures keep the e-mail out.
 */
export async function knowBrowserOf(email: string): Promise<void> {
  await writeBrowserMarks(rememberBrowser(await readBrowserMarks(), email));
}

/** Ends the session that this browser had, if any: another takes its place. */
export async function endPrevious(ctx: ServiceContext): Promise<void> {
  if ((await readSessionSecret()) === null) return;
  const session = await currentSession();
  if (session !== null) await endSession(ctx.db, session.person.id, session.id);
}

/** Signs this browser out: the session ends in the database, then the cookie goes. Answers where the provider signs out, or null. */
export async function signOut(ctx: ServiceContext): Promise<string | null> {
  const session = await currentSession();
  if (session !== null) {
    const actor = { kind: "person", id: session.person.id } as const;
    await endThisSession({ ...ctx, actor }, session.person.id, session.id);
  }
  await forgetSessionSecret();
  return providerSignOut();
}
