import { and, eq, sql } from "drizzle-orm";
import { describe, expect, inject, it, vi } from "vitest";
import { type Db, rows } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { VERSION } from "@/lib/services/dossiers/dossier-version";
import { reprepareEtablissement, reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { reprepareStale } from "@/lib/services/preparation/reprepare-stale";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

/** Dossiers as an older program left them: nothing of what it prepared is right any more. */
async function stale(count: number) {
  const { id } = await newEtablissement(database.db);
  const sources = Array.from({ length: count }, (_, n) =>
    validSource(n, n % 3 === 0 ? { etablissement_formateur_siret: "7776444410001" } : {}),
  );
  await storeDossiers(database.db, id, sources);
  const right = await storedDossiers(database.db, id);
  await database.db
    .update(dossiers)
    .set({
      preparationVersion: 0,
      blocked: false,
      anomalies: [],
      payload: "{}",
      fingerprint: "x",
      apprenant: "?",
      parcours: null,
    })
    .where(eq(dossiers.etablissementId, id));
  const withoutInstant = (stored: typeof right) =>
    [...stored.values()]
      .map(({ modifiedAt: _, ...d }) => d)
      .sort((a, b) => a.idErpApprenant.localeCompare(b.idErpApprenant));
  return { id, right: withoutInstant(right), got: async () => withoutInstant(await storedDossiers(database.db, id)) };
}

describe("Les dossiers préparés par une version plus ancienne", () => {
  it("sont préparés de nouveau, tous, et une seule fois", async () => {
    const { right, got } = await stale(2500);
    expect(await reprepareStale(database.db)).toBe(2500);
    expect(await got()).toEqual(right);
    expect(await reprepareStale(database.db)).toBe(0);
  });

  it("le sont encore quand le serveur s'est arrêté au milieu", async () => {
    const { id, right, got } = await stale(2500);
    const stopSignal = new AbortController();
    const transaction: Db["transaction"] = async (...args) => {
      const done = await database.db.transaction(...args);
      stopSignal.abort();
      return done;
    };
    const stoppedAfterOne: Db = Object.create(database.db, { transaction: { value: transaction } });
    const done = await reprepareStale(stoppedAfterOne, stopSignal.signal);
    // The batch in hand is finished: two go side by side.
    expect([500, 1000]).toContain(done);
    expect(await database.db.$count(dossiers, eq(dossiers.etablissementId, id))).toBe(2500);
    const remaining = (await got()).filter((d) => d.preparationVersion !== PREPARATION_VERSION).length;
    expect(done + remaining).toBe(2500);
    await reprepareStale(database.db);
    expect(await got()).toEqual(right);
  });

  it("ne se marchent pas dessus quand deux serveurs démarrent ensemble", async () => {
    const { right, got } = await stale(1500);
    const [one, two] = await Promise.all([reprepareStale(database.db), reprepareStale(database.db)]);
    expect(one + two).toBe(1500);
    expect(await got()).toEqual(right);
  });

  it("le sont aussi, pour un établissement, à l'import et la nuit", async () => {
    const { id, right, got } = await stale(30);
    await reprepareOutdated(database.db, id);
    expect(await got()).toEqual(right);
  });

  it("gardent leur source, leurs corrections et ce que le TBA en a dit, sans gêner qui les corrige", async () => {
    const { id, got } = await stale(1);
    const corrections = { nom_apprenant: { value: "Martin", source: "Nom 0" } };
    await database.db.update(dossiers).set({ corrections }).where(eq(dossiers.etablissementId, id));
    const version = async () => {
      const [found] = await database.db
        .select({ version: VERSION })
        .from(dossiers)
        .where(eq(dossiers.etablissementId, id));
      return found?.version;
    };
    const before = await version();
    const dossierId = (await storedDossiers(database.db, id)).get("E-0")?.id ?? "";
    const submission = {
      dossierId,
      receivedAt: new Date("2026-01-01T00:00:00Z"),
      sentFingerprint: "abc",
      tbaMessages: ["Le TBA a dit non."],
    };
    await database.db.update(submissions).set(submission).where(eq(submissions.dossierId, dossierId));
    await reprepareStale(database.db);
    expect(await got()).toMatchObject([{ apprenant: "MARTIN Zoé", corrections }]);
    expect(await database.db.select().from(submissions).where(eq(submissions.dossierId, dossierId))).toMatchObject([
      submission,
    ]);
    expect(await version()).toBe(before);
  });

  it("ne sont pas réécrits quand rien n'y change", async () => {
    const { id } = await stale(30);
    await reprepareStale(database.db);
    const writes = () =>
      rows(database.db, sql`select id, xmin::text from dossiers where etablissement_id = ${id}::uuid order by id`);
    const before = await writes();
    await reprepareEtablissement(database.db, id);
    expect(await writes()).toEqual(before);
  });

  it("ne touchent que les dossiers demandés", async () => {
    const { id } = await stale(3);
    const before = await storedDossiers(database.db, id);
    await reprepareEtablissement(database.db, id, { only: [before.get("E-1")?.id ?? ""] });
    const versions = [...(await storedDossiers(database.db, id)).values()].map((d) => [
      d.idErpApprenant,
      d.preparationVersion,
    ]);
    expect(versions.sort()).toEqual([
      ["E-0", 0],
      ["E-1", PREPARATION_VERSION],
      ["E-2", 0],
    ]);
    await reprepareStale(database.db);
  });
});

/** The embedded database has one connection: nobody can hold a row there while another works. */
describe.runIf(inject("templateDatabase").engine === "postgresql")("Quand d'autres écrivent en même temps", () => {
  const staleCount = (id: string) =>
    database.db.$count(
      dossiers,
      and(eq(dossiers.etablissementId, id), sql`preparation_version <> ${PREPARATION_VERSION}`),
    );

  it("un dossier qu'un import est en train de changer n'est pas attendu, ni écrasé", async () => {
    const { id } = await stale(20);
    let inBackground: Promise<number> | undefined;
    await database.db.transaction(async (tx) => {
      const source = validSource(7, { nom_apprenant: "Importé" });
      await tx.execute(sql`update dossiers set source = ${JSON.stringify(source)}::jsonb
        where etablissement_id = ${id}::uuid and id_erp_apprenant = 'E-7'`);
      inBackground = reprepareStale(database.db);
      await vi.waitFor(async () => expect(await staleCount(id)).toBe(1), { timeout: 120_000 });
    });
    expect(await inBackground).toBe(20);
    expect((await storedDossiers(database.db, id)).get("E-7")).toMatchObject({
      apprenant: "IMPORTÉ Zoé",
      preparationVersion: PREPARATION_VERSION,
    });
  });

  it("une connexion coupée en plein travail ne perd rien", async () => {
    const { right, got } = await stale(1500);
    let isCut = false;
    const cutBeforeCommit: Db["transaction"] = (action, ...options) =>
      database.db.transaction(
        async (tx) => {
          const done = await action(tx);
          if (isCut) return done;
          isCut = true;
          await database.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`);
          return done;
        },
        ...options,
      );
    const cut: Db = Object.create(database.db, { transaction: { value: cutBeforeCommit } });
    await expect(reprepareStale(cut)).rejects.toThrow();
    await reprepareStale(database.db);
    expect(await got()).toEqual(right);
  });
});
