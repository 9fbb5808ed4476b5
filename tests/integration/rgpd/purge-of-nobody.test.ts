import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { imports } from "@/db/schema/imports";
import { invitations, passwordResets } from "@/db/schema/invitations";
import { jetons } from "@/db/schema/jetons";
import { pushCalls } from "@/db/schema/push-calls";
import { sessions } from "@/db/schema/sessions";
import { nights } from "@/db/schema/transmissions";
import { users } from "@/db/schema/users";
import { parisDay } from "@/lib/domain/paris-day";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const NOW = new Date(`${parisDay(new Date())}T11:00:00Z`);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe("La purge de la nuit retire", () => {
  it("les connexions d'il y a plus d'un an, qui ne sont d'aucun établissement, et chaque chose passagère à son terme", async () => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const someone = await person(database.db, etablissementId, "lecteur");
    const userId = someone.actor.kind === "person" ? someone.actor.id : "";
    for (const days of [400, 370, 360]) await recordAudit({ ...someone, now: daysAgo(days) }, null, "sign-in");
    const open = { userId, stage: "full", browser: "", address: null } as const;
    const seen = (days: number) => ({ createdAt: daysAgo(days), lastSeenAt: daysAgo(days), secretHash: `s${days}` });
    await database.db.insert(sessions).values([3, 0].map((days) => ({ ...open, ...seen(days) })));
    const guest = { etablissementId, name: "Invitée", role: "lecteur" } as const;
    const link = (days: number) => ({ createdAt: daysAgo(days), expiresAt: daysAgo(days), tokenHash: `l${days}` });
    await database.db
      .insert(invitations)
      .values([32, 28].map((days) => ({ ...guest, email: `i${days}@example.org`, ...link(days) })));
    await database.db
      .insert(passwordResets)
      .values([32, 28].map((days) => ({ id: randomUUID(), userId, ...link(days) })));
    const software = { etablissementId, name: "Logiciel", rights: ["send" as const], secretHash: "h" };
    const [jeton] = await database.db.insert(jetons).values(software).returning({ id: jetons.id });
    const call = { jetonId: jeton?.id ?? "", etablissementId, bodyHash: "b", callId: randomUUID(), notes: {} };
    await database.db
      .insert(pushCalls)
      .values([3, 0].map((days) => ({ ...call, keyHash: `k${days}`, at: daysAgo(days) })));
    const none = { rows: 0, created: 0, modified: 0, unchanged: 0, nonApprentis: 0, setAside: [], ignoredColumns: [] };
    const waiting = (days: number) => ({ ...none, etablissementId, file: `f${days}.csv`, at: daysAgo(days) });
    await database.db.insert(imports).values([9, 5].map((days) => ({ ...waiting(days), state: "preview" as const })));
    await database.db.insert(nights).values([402, 398].map((days) => ({ key: `n${days}`, startedAt: daysAgo(days) })));
    const leaver = (days: number) => ({ email: `${days}@example.org`, name: "Partie", createdAt: daysAgo(days) });
    await database.db.insert(users).values([367, 363].map(leaver));

    expect(await runPurge(database.db, NOW, new AbortController().signal)).toBe(true);
    const signIns = and(isNull(auditLog.etablissementId), eq(auditLog.action, "sign-in"));
    const left = await database.db.select({ at: auditLog.at }).from(auditLog).where(signIns);
    expect(left.map(({ at }) => at)).toEqual([daysAgo(360)]);
    const { db } = database;
    expect({
      sessions: (await db.select().from(sessions)).map(({ secretHash }) => secretHash),
      invitations: (await db.select().from(invitations)).map(({ tokenHash }) => tokenHash),
      resets: (await db.select().from(passwordResets)).map(({ tokenHash }) => tokenHash),
      calls: (await db.select().from(pushCalls)).map(({ keyHash }) => keyHash),
      imports: (await db.select().from(imports)).map(({ file }) => file),
      nights: (await db.select().from(nights)).map(({ key }) => key),
      people: await db.$count(users, inArray(users.email, ["367@example.org", "363@example.org"])),
      member: await db.$count(users, eq(users.id, userId)),
    }).toEqual({
      ...{ sessions: ["s0"], invitations: ["l28"], resets: ["l28"], calls: ["k0"], imports: ["f5.csv"] },
      ...{ nights: ["n398"], people: 1, member: 1 },
    });
  });
});
