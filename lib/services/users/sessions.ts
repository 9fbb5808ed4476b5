import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne, or, type Placeholder, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { readyStatement } from "@/db/ready-statement";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { SessionStage } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { hash } from "@/lib/security/hash";
import type { ServiceContext } from "@/lib/services/context";
import type { Identity } from "./users.types";

const MINUTE_MS = 60_000;
/** After this, one signs in again, whatever one did meanwhile. */
export const SESSION_MAX_MS = 12 * 60 * MINUTE_MS;
const SESSION_IDLE_MS = 2 * 60 * MINUTE_MS;
/** How long the second factor may be awaited. */
const CODE_MAX_MS = 10 * MINUTE_MS;
/** «Last seen» is written at most this often: a page is no reason to write. */
const SEEN_EVERY_MS = MINUTE_MS;
const MAX_BROWSER_LENGTH = 200;

export type FoundSession = { id: string; stage: SessionStage; person: Identity };
export type ListedSession = {
  id: string;
  browser: string;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Since when a session must have been opened, and seen, and how long it may have waited for the second factor, to be alive. */
const limitsAt = (now: Date) => ({
  opened: ago(now, SESSION_MAX_MS),
  seen: ago(now, SESSION_IDLE_MS),
  awaited: ago(now, CODE_MAX_MS),
});

const alive = ({ opened, seen, awaited }: Record<keyof ReturnType<typeof limitsAt>, Date | Placeholder>) =>
  and(
    gt(sessions.createdAt, opened),
    gt(sessions.lastSeenAt, seen),
    or(eq(sessions.stage, "full"), gt(sessions.createdAt, awaited)),
  );

/** Opens a session. Answers the secret for the cookie: only its hash is kept. Sessions that are over go on the way. */
export async function openSession(
  { db, now, address }: ServiceContext,
  userId: string,
  { stage, browser }: { stage: SessionStage; browser: string },
): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await db.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.createdAt, ago(now, SESSION_MAX_MS))));
  await db.insert(sessions).values({
    userId,
    secretHash: hash(secret, "hex"),
    stage,
    createdAt: now,
    lastSeenAt: now,
    browser: browser.slice(0, MAX_BROWSER_LENGTH),
    address: address ?? null,
  });
  return secret;
}

const findAlive = readyStatement((db) =>
  db
    .select({
      id: sessions.id,
      stage: sessions.stage,
      lastSeenAt: sessions.lastSeenAt,
      person: { id: users.id, email: users.email, name: users.name },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.secretHash, sql.placeholder("secretHash")),
        alive({
          opened: sql.placeholder("opened"),
          seen: sql.placeholder("seen"),
          awaited: sql.placeholder("awaited"),
        }),
        isNull(users.disabledAt),
      ),
    )
    .limit(1)
    .prepare("find_session"),
);

/** The live session of a cookie's secret, null when it is over, ended, or the account closed. */
export async function findSession(db: Db, secret: string, now: Date): Promise<FoundSession | null> {
  const { opened, seen, awaited } = limitsAt(now);
  const [found] = await findAlive(db).execute({
    secretHash: hash(secret, "hex"),
    opened: opened.toISOString(),
    seen: seen.toISOString(),
    awaited: awaited.toISOString(),
  });
  if (found === undefined) return null;
  if (found.lastSeenAt < ago(now, SEEN_EVERY_MS)) {
    await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, found.id));
  }
  return { id: found.id, stage: found.stage, person: found.person };
}

/** Ends one session of a person. True when there was one. */
export async function endSession(db: Db, userId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends all the sessions of a person but one, or all. Answers how many. */
export async function endSessions(db: Db, userId: string, exceptId: string | null): Promise<number> {
  const others = exceptId === null ? undefined : ne(sessions.id, exceptId);
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), others))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Where a person is signed in, the last seen first. */
export async function listSessions(db: Db, userId: string, currentId: string, now: Date): Promise<ListedSession[]> {
  const found = await db
    .select({
      id: sessions.id,
      browser: sessions.browser,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.stage, "full"), alive(limitsAt(now))))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50);
  return found.map((session) => ({ ...session, current: session.id === currentId }));
}
