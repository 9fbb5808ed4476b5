import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { subscriptions } from "@/db/schema/alertes";
import { auditLog } from "@/db/schema/audit";
import { memberships } from "@/db/schema/users";
import { loadSubscriptions, setSubscriptions } from "@/lib/services/alertes/subscriptions";
import type { ServiceContext } from "@/lib/services/context";
import { cfaWithKey, emailsOf, playRun } from "@/tests/factories/alertes";
import { person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const idOf = ({ actor }: ServiceContext) => (actor.kind === "person" ? actor.id : "");
const ALL = [
  "key-refused",
  "transmission-failed",
  "no-night",
  "accepted-drop",
  "silent-software",
  "jeton-ending",
  "tba-refusals",
  "not-shown",
  "silent-key",
  "week",
];

async function followed(ctx: ServiceContext, uai: string): Promise<Record<string, string[]>> {
  const { people } = await within(ctx, uai, loadSubscriptions);
  return Object.fromEntries(people.map(({ id, kinds }) => [id, kinds]));
}

describe("Qui est prévenu, de quoi", () => {
  it("est au départ : les administrateurs de tout, les autres de rien", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const lecteur = await person(database.db, cfa.id, "lecteur");
    expect(await followed(admin, cfa.uai)).toEqual({ [idOf(admin)]: ALL, [idOf(lecteur)]: [] });
  });

  it("se règle par un administrateur, genre par genre, et se retrouve au journal", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const lecteur = await person(database.db, cfa.id, "lecteur");
    const settings = [
      { userId: idOf(admin), kinds: ["week"] },
      { userId: idOf(lecteur), kinds: ["tba-refusals", "key-refused"] },
    ];
    expect(await within(admin, cfa.uai, setSubscriptions, settings)).toBe(2);
    expect(await within(admin, cfa.uai, setSubscriptions, settings)).toBe(0);
    await playRun(database.db, outbox, cfa, 1, { accepted: 50, refused: 2 });
    await playRun(database.db, outbox, cfa, 2, { status: "failed", error: "Panne." }, { call: "unavailable" });
    expect(await emailsOf(database.db, admin)).toEqual([]);
    expect((await emailsOf(database.db, lecteur)).map((c) => c.subject)).toEqual([
      `Dossiers refusés par le TBA : ${cfa.name}`,
    ]);
    const traces = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, cfa.id));
    expect(traces.map(({ action, details, actorId }) => ({ action, details, actorId }))).toEqual([
      { action: "alertes-set", details: { people: 2 }, actorId: idOf(admin) },
    ]);
  });

  it("laisse suivre son rôle à qui l'on n'a rien changé", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const lecteur = await person(database.db, cfa.id, "lecteur");
    await within(admin, cfa.uai, setSubscriptions, [
      { userId: idOf(admin), kinds: ALL },
      { userId: idOf(lecteur), kinds: [] },
    ]);
    expect(await database.db.select().from(subscriptions).where(eq(subscriptions.etablissementId, cfa.id))).toEqual([]);
    await database.db
      .update(memberships)
      .set({ role: "administrateur" })
      .where(eq(memberships.userId, idOf(lecteur)));
    expect(await followed(admin, cfa.uai)).toMatchObject({ [idOf(lecteur)]: ALL });
  });

  it("ne se règle ni par un lecteur, ni par un gestionnaire, ni par l'administrateur d'un autre", async () => {
    const [{ cfa, admin }, elsewhere] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    const settings = [{ userId: idOf(admin), kinds: [] }];
    for (const role of ["lecteur", "gestionnaire"] as const) {
      const ctx = await person(database.db, cfa.id, role);
      await expect(within(ctx, cfa.uai, setSubscriptions, settings)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(within(elsewhere.admin, cfa.uai, setSubscriptions, settings)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await followed(admin, cfa.uai)).toMatchObject({ [idOf(admin)]: ALL });
  });

  it("refuse une personne d'un autre établissement et un genre inconnu, sans rien écrire", async () => {
    const [{ cfa, admin }, elsewhere] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    for (const intruder of [
      { userId: idOf(elsewhere.admin), kinds: ["week"] },
      { userId: idOf(admin), kinds: ["n'importe quoi"] },
      { userId: "pas un identifiant", kinds: [] },
    ]) {
      const settings = [{ userId: idOf(admin), kinds: [] }, intruder];
      await expect(within(admin, cfa.uai, setSubscriptions, settings)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
    expect(await followed(admin, cfa.uai)).toEqual({ [idOf(admin)]: ALL });
  });

  it("ne montre les adresses e-mail qu'aux administrateurs", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const lecteur = await person(database.db, cfa.id, "lecteur");
    expect(JSON.stringify(await within(lecteur, cfa.uai, loadSubscriptions))).not.toContain("@");
    expect(JSON.stringify(await within(admin, cfa.uai, loadSubscriptions))).toContain("@example.org");
  });

  it("oublie la personne qui a quitté l'établissement, même abonnée", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const part = await person(database.db, cfa.id, "gestionnaire");
    await within(admin, cfa.uai, setSubscriptions, [{ userId: idOf(part), kinds: ALL }]);
    await database.db
      .delete(memberships)
      .where(and(eq(memberships.etablissementId, cfa.id), eq(memberships.userId, idOf(part))));
    await playRun(database.db, outbox, cfa, 1, { refused: 2 });
    expect(await emailsOf(database.db, part)).toEqual([]);
    expect(await emailsOf(database.db, admin)).toHaveLength(1);
  });
});
