import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
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
});
