import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import { loadSecondFactor } from "./second-factor";
import { listSessions } from "./sessions";
import type { Account, Identity } from "./users.types";

/** What «Mon compte» shows of a person: how they come in, and where they are signed in. */
export async function loadAccount({ db, now }: ServiceContext, person: Identity, sessionId: string): Promise<Account> {
  const [[found], secondFactor, sessions] = await Promise.all([
    db
      .select({ password: users.password, passwordChangedAt: users.passwordChangedAt })
      .from(users)
      .where(eq(users.id, person.id)),
    loadSecondFactor(db, person.id),
    listSessions(db, person.id, sessionId, now),
  ]);
  return {
    email: person.email,
    name: person.name,
    hasPassword: typeof found?.password === "string",
    passwordChangedAt: found?.passwordChangedAt?.toISOString() ?? null,
    secondFactor,
    sessions: sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
      ...session,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  };
}
