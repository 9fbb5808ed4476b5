import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, inject, it } from "vitest";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { storePassword } from "@/lib/services/users/choose-password";
import { beginSignIn } from "@/lib/services/users/complete-sign-in";
import { endSessions } from "@/lib/services/users/sessions";
import { createAccount } from "@/lib/services/users/setup";
import { newEtablissement } from "@/tests/factories/etablissement";
import { somebodyWaits } from "@/tests/helpers/somebody-waits";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

// The embedded database does one transaction at a time.
it.runIf(inject("templateDatabase").engine === "postgresql")(
  "Qui connaît l'ancien mot de passe n'entre pas dans l'instant où il se change : sa session s'ouvrirait après que toutes sont finies",
  async () => {
    const { db } = database;
    const email = `${randomUUID()}@example.org`;
    const { id: etablissementId } = await newEtablissement(db);
    await createAccount({ db }, etablissementId, "gestionnaire", {
      ...{ email, personName: "Jeanne", password: "cheval agrafe batterie juste" },
    });
    const [person] = await db.select().from(users).where(eq(users.email, email));
    const id = person?.id ?? "";
    const verified = person?.password ?? null;
    const ctx = { db, actor: { kind: "anonymous" }, now: new Date() } as const;
    let entering: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await storePassword(tx, id, "une autre empreinte", new Date());
      entering = beginSignIn(ctx, id, { password: verified }, { browser: "essai", how: "sign-in" }).catch(
        (error: unknown) => error,
      );
      await somebodyWaits(db);
      await endSessions(tx, id, null);
    });
    expect(await entering).toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await db.$count(sessions, eq(sessions.userId, id))).toBe(0);
  },
);
