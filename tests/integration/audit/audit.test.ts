import { and, eq, isNull, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { imports } from "@/db/schema/imports";
import { users } from "@/db/schema/users";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { exportToWatch } from "@/lib/services/a-surveiller/export-to-watch";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { listAudit } from "@/lib/services/audit/list-audit";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { setAsideSheet } from "@/lib/services/imports/preview/set-aside-sheet";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { printRapport } from "@/lib/services/rapport/print-rapport";
import { inviteFromHost } from "@/lib/services/users/host-accounts";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { readCells } from "@/tests/helpers/read-table";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

async function cfa() {
  const own = await newEtablissement(database.db);
  const admin = await person(database.db, own.id, "administrateur");
  const read = async (params: Record<string, string> = {}) =>
    within(admin, own.uai, listAudit, parseAuditFilters(params));
  return { own, admin, read };
}

const idOf = ({ actor }: ServiceContext) => (actor.kind === "person" ? actor.id : "");
const at = (ctx: ServiceContext, instant: string, address: string | null = null): ServiceContext => ({
  ...ctx,
  now: new Date(instant),
  address,
});

describe("Le journal", () => {
  it("dit qui, quand, quoi et d'où, la dernière ligne d'abord", async () => {
    const { own, admin, read } = await cfa();
    await recordAudit(at(admin, "2026-11-02T09:00:00Z", "192.0.2.7"), own.id, "night-off");
    await recordAudit(at({ ...admin, actor: { kind: "clock" } }, "2026-11-03T01:00:00Z"), own.id, "transmission", {
      accepted: 57,
      refused: 1,
      notSent: 0,
    });
    const { lines, total } = await read();
    expect(total).toBe(2);
    expect(lines).toMatchObject([
      { by: "Automatique (nuit)", sentence: "a transmis au TBA : 57 acceptés, 1 refusé, 0 non envoyé", address: null },
      { at: "2026-11-02T09:00:00.000Z", sentence: "a désactivé la transmission de nuit", address: "192.0.2.7" },
    ]);
  });

  it("filtre par personne, par acte, par adresse et par jours de Paris, les deux compris", async () => {
    const { own, admin, read } = await cfa();
    const other = await person(database.db, own.id, "gestionnaire");
    // 31/10 at 23:30 in Paris is still that day; 01/11 at 00:30 in Paris is 31/10 in UTC.
    await recordAudit(at(admin, "2026-10-31T22:30:00Z", "192.0.2.1"), own.id, "key-saved");
    await recordAudit(at(admin, "2026-10-31T23:30:00Z", "192.0.2.2"), own.id, "night-on");
    await recordAudit(at(other, "2026-11-01T22:30:00Z", "2001:db8::1"), own.id, "export");
    await recordAudit(at(other, "2026-11-01T23:30:00Z", "2001:db8::1"), own.id, "export");
    const count = async (params: Record<string, string>) => (await read(params)).total;
    expect(await count({ du: "2026-11-01", au: "01/11/2026" })).toBe(2);
    expect(await count({ au: "2026-10-31" })).toBe(1);
    expect(await count({ personne: idOf(other) })).toBe(2);
    expect(await count({ personne: "horloge" })).toBe(0);
    expect(await count({ action: "export" })).toBe(2);
    expect(await count({ adresse: "2001:db8" })).toBe(2);
    expect(await count({ adresse: "%" })).toBe(0);
    const nonsenses: Record<string, string>[] = [
      { action: "x" },
      { du: "2026-02-31" },
      { personne: "'; --" },
      { page: "999" },
    ];
    for (const nonsense of nonsenses) expect(await count(nonsense), JSON.stringify(nonsense)).toBe(4);
  });

  it("tient ses pages, sans perdre ni répéter une ligne", async () => {
    const { own, admin, read } = await cfa();
    for (let i = 0; i < 120; i++) await recordAudit(at(admin, "2026-11-01T09:00:00Z"), own.id, "import", { rows: i });
    const pages = [await read(), await read({ page: "2" }), await read({ page: "3" })];
    expect(pages.map(({ lines }) => lines.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flatMap(({ lines }) => lines.map(({ id }) => id))).size).toBe(120);
    const { stream } = await within(admin, own.uai, exportAudit, parseAuditFilters({ action: "import" }));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    expect((await readCells(bytes, "journal.xlsx")).rows).toHaveLength(120);
    expect((await read({ action: "audit-export" })).total).toBe(1);
  });

  it("montre les connexions des membres, sans établissement, et rien de celles des autres", async () => {
    const [here, there] = [await cfa(), await cfa()];
    await recordAudit(at(here.admin, "2026-11-01T09:00:00Z", "192.0.2.9"), null, "sign-in-failed");
    await recordAudit({ ...here.admin, actor: { kind: "anonymous" } }, null, "sign-in-failed");
    await recordAudit(here.admin, there.own.id, "night-on");
    expect((await here.read()).lines.map(({ sentence }) => sentence)).toEqual([
      "a manqué une connexion : mot de passe ou code faux",
    ]);
    expect((await there.read()).lines.map(({ sentence }) => sentence)).toEqual(["a activé la transmission de nuit"]);
  });

  it("a une phrase pour chaque acte, même sans détails", async () => {
    const { own, admin, read } = await cfa();
    for (const action of AUDIT_ACTIONS) await recordAudit(admin, own.id, action);
    const { lines, actions } = await read();
    for (const { sentence } of lines) expect(sentence).not.toMatch(/undefined|NaN|\[object/);
    expect(actions.map(({ action }) => action).sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(new Set(actions.map(({ label }) => label)).size).toBe(AUDIT_ACTIONS.length);
  });

  it("note qui a consulté un dossier, une fois par heure, et qui a téléchargé le rapport", async () => {
    const { own, admin, read } = await cfa();
    await storeDossiers(database.db, own.id, [validSource(1)]);
    const [stored] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, own.id));
    const show = (instant: string) =>
      within(at(admin, instant, "192.0.2.3"), own.uai, loadDossier, stored?.id ?? "", parseFilters({}));
    await Promise.all([show("2026-11-01T09:05:00Z"), show("2026-11-01T09:05:00Z"), show("2026-11-01T09:55:00Z")]);
    await show("2026-11-01T10:05:00Z");
    await (await within(admin, own.uai, exportRapport)).stream.cancel();
    const { lines } = await read();
    expect(lines.map(({ sentence }) => sentence)).toEqual([
      "a téléchargé le rapport complet",
      "a consulté un dossier",
      "a consulté un dossier",
    ]);
    expect(lines[1]).toMatchObject({ dossierId: stored?.id, address: "192.0.2.3" });
  });

  it("dit quelle liste fut téléchargée : un rapport imprimé, une liste à surveiller ou des lignes écartées n'en sont pas un autre", async () => {
    const { own, admin, read } = await cfa();
    const counts = { rows: 1, created: 0, modified: 0, unchanged: 0, nonApprentis: 0, ignoredColumns: [] };
    const [imported] = await database.db
      .insert(imports)
      .values({
        ...counts,
        etablissementId: own.id,
        file: "f.csv",
        at: admin.now,
        setAside: [{ row: 2, reason: "Vide." }],
      })
      .returning({ id: imports.id });
    await within(at(admin, "2026-11-01T09:00:00Z"), own.uai, printRapport, parseFilters({}));
    await (await within(at(admin, "2026-11-01T09:01:00Z"), own.uai, exportToWatch)).stream.cancel();
    await (await within(at(admin, "2026-11-01T09:02:00Z"), own.uai, setAsideSheet, imported?.id ?? "")).stream.cancel();
    await recordAudit(at(admin, "2026-11-01T09:03:00Z"), own.id, "export");
    const { lines } = await read();
    expect(lines.map(({ sentence }) => sentence)).toEqual([
      "a téléchargé le rapport complet ou une liste",
      "a téléchargé les lignes écartées d'un import",
      "a téléchargé la liste à surveiller",
      "a imprimé le rapport",
    ]);
  });
});

describe("Une ligne du journal", () => {
  it("ne se change ni ne se retire, même par qui possède la table", async () => {
    const { own, admin } = await cfa();
    await recordAudit(admin, own.id, "key-saved");
    const refused = [
      sql`update audit_log set action = 'night-on' where etablissement_id = ${own.id}::uuid`,
      sql`update audit_log set actor_id = null where etablissement_id = ${own.id}::uuid`,
      sql`delete from audit_log where etablissement_id = ${own.id}::uuid`,
      sql`truncate audit_log`,
    ];
    for (const query of refused) await expect(database.db.execute(query)).rejects.toThrow();
    const kept = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, own.id));
    expect(kept).toMatchObject([{ action: "key-saved", actorId: idOf(admin) }]);
  });

  it("survit à la suppression du compte, sans auteur, et part avec l'établissement", async () => {
    const { own, admin } = await cfa();
    await recordAudit(admin, own.id, "key-saved");
    await database.db.delete(users).where(eq(users.id, idOf(admin)));
    const kept = () => database.db.select().from(auditLog).where(eq(auditLog.etablissementId, own.id));
    expect(await kept()).toMatchObject([{ action: "key-saved", actorId: null }]);
    await database.db.delete(etablissements).where(eq(etablissements.id, own.id));
    expect(await kept()).toEqual([]);
  });

  it("n'est purgée qu'au-delà de 180 jours, quoi qu'on demande", async () => {
    const { own, admin } = await cfa();
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    for (const days of [1, 179, 181, 400]) await recordAudit(at(admin, daysAgo(days)), own.id, "key-saved");
    const [purged] = await rows<{ n: number }>(
      database.db,
      sql`select purge_audit(${own.id}::uuid, now() + interval '1 day', 100) as n`,
    );
    expect(purged?.n).toBe(2);
    expect(await database.db.$count(auditLog, eq(auditLog.etablissementId, own.id))).toBe(2);
  });

  it("n'est purgée que chez celui dont c'est la durée, ou de ce qui n'est d'aucun", async () => {
    const [mine, other] = [await cfa(), await cfa()];
    const before = new Date(Date.now() - 400 * 86_400_000).toISOString();
    for (const { own, admin } of [mine, other]) await recordAudit(at(admin, before), own.id, "key-saved");
    await recordAudit(at(mine.admin, before), null, "sign-in");
    const purge = async (of: string | null) =>
      (await rows<{ n: number }>(database.db, sql`select purge_audit(${of}::uuid, now(), 100) as n`))[0]?.n;
    const left = () =>
      Promise.all([mine, other].map(({ own }) => database.db.$count(auditLog, eq(auditLog.etablissementId, own.id))));
    expect([await purge(mine.own.id), ...(await left())]).toEqual([1, 0, 1]);
    expect(await purge(null)).toBeGreaterThan(0);
    expect(await left()).toEqual([0, 1]);
    expect(
      await database.db.$count(auditLog, and(isNull(auditLog.etablissementId), eq(auditLog.at, new Date(before)))),
    ).toBe(0);
  });

  it("dit que c'est l'hébergeur qui a invité quelqu'un, et non une personne partie depuis", async () => {
    const { own, read } = await cfa();
    const host = { db: database.db, actor: { kind: "clock" as const }, now: new Date() };
    await inviteFromHost(host, { email: "invitee@example.org", name: "Invitée", uai: own.uai, role: "lecteur" });
    const { lines } = await read();
    expect(lines.map(({ by, sentence }) => [by, sentence])).toEqual([["L'hébergeur", "a invité une personne"]]);
  });
});
