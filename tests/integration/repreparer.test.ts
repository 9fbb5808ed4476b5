import { and, eq, sql } from "drizzle-orm";
import { describe, expect, inject, it, vi } from "vitest";
import { lignes } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { repreparerEtablissement, repreparerPerimes } from "@/lib/services/dossiers/repreparer";
import { repreparerAnciens } from "@/lib/services/dossiers/repreparer-anciens";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement } from "@/tests/factories/etablissement";

const base = baseDEssai();

/** Dossiers as an older program left them: nothing of what it prepared is right any more. */
async function anciens(nombre: number) {
  const { id } = await nouvelEtablissement(base.db);
  const sources = Array.from({ length: nombre }, (_, n) =>
    sourceValide(n, n % 3 === 0 ? { etablissement_formateur_siret: "7776444410001" } : {}),
  );
  await rangerDossiers(base.db, id, sources);
  const justes = await dossiersRanges(base.db, id);
  await base.db
    .update(dossiers)
    .set({
      versionContrat: 0,
      bloque: false,
      anomalies: [],
      payload: "{}",
      empreinte: "x",
      apprenant: "?",
      parcours: null,
    })
    .where(eq(dossiers.etablissementId, id));
  const sansInstant = (ranges: typeof justes) =>
    [...ranges.values()]
      .map(({ modifieLe: _, ...d }) => d)
      .sort((a, b) => a.idErpApprenant.localeCompare(b.idErpApprenant));
  return { id, justes: sansInstant(justes), lus: async () => sansInstant(await dossiersRanges(base.db, id)) };
}

describe("Les dossiers préparés par une version plus ancienne", () => {
  it("sont préparés de nouveau, tous, et une seule fois", async () => {
    const { justes, lus } = await anciens(2500);
    expect(await repreparerAnciens(base.db)).toBe(2500);
    expect(await lus()).toEqual(justes);
    expect(await repreparerAnciens(base.db)).toBe(0);
  });

  it("le sont encore quand le serveur s'est arrêté au milieu", async () => {
    const { id, justes, lus } = await anciens(2500);
    const arret = new AbortController();
    const premier = repreparerAnciens(base.db, arret.signal);
    setTimeout(() => arret.abort(), 5);
    const faits = await premier;
    expect(await base.db.$count(dossiers, eq(dossiers.etablissementId, id))).toBe(2500);
    const reste = (await lus()).filter((d) => d.versionContrat !== VERSION_CONTRAT).length;
    expect(faits + reste).toBe(2500);
    await repreparerAnciens(base.db);
    expect(await lus()).toEqual(justes);
  });

  it("ne se marchent pas dessus quand deux serveurs démarrent ensemble", async () => {
    const { justes, lus } = await anciens(1500);
    const [un, deux] = await Promise.all([repreparerAnciens(base.db), repreparerAnciens(base.db)]);
    expect(un + deux).toBe(1500);
    expect(await lus()).toEqual(justes);
  });

  it("le sont aussi, pour un établissement, à l'import et la nuit", async () => {
    const { id, justes, lus } = await anciens(30);
    await repreparerPerimes(base.db, id);
    expect(await lus()).toEqual(justes);
  });

  it("gardent leur source, leurs corrections et ce que le TBA en a dit", async () => {
    const { id, lus } = await anciens(1);
    const corrections = { nom_apprenant: { valeur: "Martin", source: "Nom 0" } };
    const modifieLe = new Date("2026-01-01T00:00:00Z");
    await base.db.update(dossiers).set({ corrections, modifieLe }).where(eq(dossiers.etablissementId, id));
    const dossierId = (await dossiersRanges(base.db, id)).get("E-0")?.id ?? "";
    const envoi = { dossierId, recuLe: modifieLe, empreinteTransmise: "abc", messagesTba: ["Le TBA a dit non."] };
    await base.db.update(envois).set(envoi).where(eq(envois.dossierId, dossierId));
    await repreparerAnciens(base.db);
    expect(await lus()).toMatchObject([{ apprenant: "MARTIN Zoé", corrections }]);
    expect(await base.db.select().from(envois).where(eq(envois.dossierId, dossierId))).toMatchObject([envoi]);
    expect((await dossiersRanges(base.db, id)).get("E-0")?.modifieLe).toEqual(modifieLe);
  });

  it("ne sont pas réécrits quand rien n'y change", async () => {
    const { id } = await anciens(30);
    await repreparerAnciens(base.db);
    const ecritures = () =>
      lignes(base.db, sql`select id, xmin::text from dossiers where etablissement_id = ${id}::uuid order by id`);
    const avant = await ecritures();
    await repreparerEtablissement(base.db, id);
    expect(await ecritures()).toEqual(avant);
  });

  it("ne touchent que les dossiers demandés", async () => {
    const { id } = await anciens(3);
    const avant = await dossiersRanges(base.db, id);
    await repreparerEtablissement(base.db, id, { seulement: [avant.get("E-1")?.id ?? ""] });
    const versions = [...(await dossiersRanges(base.db, id)).values()].map((d) => [d.idErpApprenant, d.versionContrat]);
    expect(versions.sort()).toEqual([
      ["E-0", 0],
      ["E-1", VERSION_CONTRAT],
      ["E-2", 0],
    ]);
    await repreparerAnciens(base.db);
  });
});

/** The embedded database has one connection: nobody can hold a row there while another works. */
describe.runIf(inject("baseModele").moteur === "postgresql")("Quand d'autres écrivent en même temps", () => {
  const nombreAnciens = (id: string) =>
    base.db.$count(dossiers, and(eq(dossiers.etablissementId, id), sql`version_contrat <> ${VERSION_CONTRAT}`));

  it("un dossier qu'un import est en train de changer n'est pas attendu, ni écrasé", async () => {
    const { id } = await anciens(20);
    let enFond: Promise<number> | undefined;
    await base.db.transaction(async (tx) => {
      const source = sourceValide(7, { nom_apprenant: "Importé" });
      await tx.execute(sql`update dossiers set source = ${JSON.stringify(source)}::jsonb
        where etablissement_id = ${id}::uuid and id_erp_apprenant = 'E-7'`);
      enFond = repreparerAnciens(base.db);
      await vi.waitFor(async () => expect(await nombreAnciens(id)).toBe(1), { timeout: 20_000 });
    });
    expect(await enFond).toBe(20);
    expect((await dossiersRanges(base.db, id)).get("E-7")).toMatchObject({
      apprenant: "IMPORTÉ Zoé",
      versionContrat: VERSION_CONTRAT,
    });
  });

  it("une connexion coupée en plein travail ne perd rien", async () => {
    const { justes, lus } = await anciens(1500);
    const enFond = repreparerAnciens(base.db).catch(() => "coupée" as const);
    await vi.waitFor(
      () =>
        base.db.execute(sql`select 1 / count(pg_terminate_backend(pid)) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`),
      { timeout: 20_000, interval: 1 },
    );
    expect(await enFond).toBe("coupée");
    await repreparerAnciens(base.db);
    expect(await lus()).toEqual(justes);
  });
});
