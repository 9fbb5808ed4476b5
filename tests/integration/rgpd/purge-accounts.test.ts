import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { reseaux } from "@/db/schema/etablissements";
import { purges } from "@/db/schema/rgpd";
import { memberships, supervisions, users } from "@/db/schema/users";
import { parisDay } from "@/lib/domain/paris-day";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const NOW = new Date(`${parisDay(new Date())}T11:00:00Z`);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

/** A person whose account was made two years ago, and who last signed in so many days ago. */
async function account(etablissementId: string | null, lastSignInDays: number | null) {
  const ctx = await person(database.db, etablissementId, "gestionnaire");
  const id = actorId(ctx.actor) ?? "";
  const lastSignInAt = lastSignInDays === null ? null : daysAgo(lastSignInDays);
  await database.db
    .update(users)
    .set({ createdAt: daysAgo(730), lastSignInAt })
    .where(eq(users.id, id));
  return { id, ctx };
}

describe("Le compte de quelqu'un qui n'a plus d'établissement", () => {
  it("s'en va un an après sa dernière connexion, ce qu'il a fait reste écrit, et les autres comptes restent", async () => {
    const { id } = await newEtablissement(database.db);
    const [reseau] = await database.db.insert(reseaux).values({ name: "Réseau" }).returning();
    const gone = await account(id, 400);
    await recordAudit(gone.ctx, id, "export");
    await database.db.delete(memberships).where(eq(memberships.userId, gone.id));
    const never = await account(null, null);
    const member = await account(id, 700);
    const recent = await account(null, 300);
    const superviseur = await account(null, 700);
    await database.db.insert(supervisions).values({ userId: superviseur.id, reseauId: reseau?.id ?? "" });

    await database.db.delete(purges).where(eq(purges.day, parisDay(NOW)));
    expect(await runPurge(database.db, NOW, new AbortController().signal)).toBe(true);

    const all = [gone, never, member, recent, superviseur].map((each) => each.id);
    const left = await database.db.select({ id: users.id }).from(users).where(inArray(users.id, all));
    expect(left.map((each) => each.id).sort()).toEqual([member.id, recent.id, superviseur.id].sort());
    const said = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, id));
    expect(said.find(({ action }) => action === "export")).toMatchObject({ actorId: null });
  });
});
