import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { couplesTba } from "@/db/schema/couples-tba";
import { etablissements } from "@/db/schema/etablissements";
import { reverifierCouples } from "@/lib/services/couples/reverifier-couples";
import { verifierCouples } from "@/lib/services/couples/verifier-couples";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import type { ReponseOrganisme } from "@/lib/tba/client";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const SIRET_INCONNU = "59904711500010";
const base = baseDEssai();
const simulateur = simulateurDEssai([{ uai: "0359471E", siret: SIRET_INCONNU }]);
const JOUR = 24 * 60 * 60 * 1000;

const inconnu = { etablissement_formateur_uai: "0359471e", etablissement_formateur_siret: "599 047 115 00010" };

async function cfa(sources: Parameters<typeof rangerDossiers>[2]) {
  await base.db.delete(couplesTba);
  const etablissement = await nouvelEtablissement(base.db);
  await rangerDossiers(base.db, etablissement.id, sources);
  const codes = async (id: string) =>
    (await dossiersRanges(base.db, etablissement.id)).get(id)?.anomalies.map((a) => a.code) ?? [];
  const demandes: string[] = [];
  /** The simulated TBA, over HTTP, and what was asked of it. */
  const tba = {
    chercherOrganisme: (uai: string | null, siret: string) => {
      demandes.push(`${uai}:${siret}`);
      return simulateur.tba.chercherOrganisme(uai, siret);
    },
  };
  const verifier = (jours = 0) =>
    verifierCouples({ db: base.db, maintenant: new Date(Date.now() + jours * JOUR) }, etablissement.id, tba);
  return { ...etablissement, codes, demandes, verifier, tba };
}

describe("Les couples UAI et SIRET", () => {
  it("que le TBA ne connaît pas sont un risque, jamais un refus", async () => {
    const { id, codes, verifier } = await cfa([sourceValide(1), sourceValide(2, inconnu)]);
    await verifier();
    expect(await codes("E-1")).not.toContain("COUPLE_INCONNU");
    expect(await codes("E-2")).toContain("COUPLE_INCONNU");
    expect((await dossiersRanges(base.db, id)).get("E-2")?.bloque).toBe(false);
  });

  it("ne sont demandés qu'une fois par semaine, et pas quand ils sont mal formés", async () => {
    const { demandes, verifier } = await cfa([
      sourceValide(1),
      sourceValide(2, inconnu),
      sourceValide(3, { etablissement_formateur_siret: "7776444410001" }),
    ]);
    await verifier();
    expect(demandes.sort()).toEqual(["0352660B:77764444100018", `0359471E:${SIRET_INCONNU}`]);
    await verifier(6);
    expect(demandes).toHaveLength(2);
    await verifier(8);
    expect(demandes).toHaveLength(4);
  });

  it("perdent leur risque quand le TBA les connaît enfin", async () => {
    const { codes, verifier } = await cfa([sourceValide(2, inconnu)]);
    await verifier();
    expect(await codes("E-2")).toContain("COUPLE_INCONNU");
    await base.db.update(couplesTba).set({ connu: true }).where(eq(couplesTba.siret, SIRET_INCONNU));
    await verifier(1);
    expect(await codes("E-2")).not.toContain("COUPLE_INCONNU");
  });

  it("ne font pas échouer l'import quand le TBA se tait, et ne sont alors demandés qu'une fois", async () => {
    const { id, uai } = await cfa([]);
    let appels = 0;
    const muet = {
      chercherOrganisme: async (): Promise<ReponseOrganisme> => {
        appels += 1;
        return { genre: "injoignable", raison: "Le TBA ne répond pas." };
      },
    };
    const lignes = Array.from(
      { length: 9 },
      (_, i) => `E-${i};Martin;Léa${i};29/02/2004;012345${i}B;7776444410001${i}`,
    );
    const texte = [
      "id_erp_apprenant;nom;prénom;date de naissance;etablissement_formateur_uai;etablissement_formateur_siret",
      ...lignes,
    ];
    const fichier = { nom: "a.csv", octets: new TextEncoder().encode(texte.join("\n")) };
    const bilan = await importerFichier(await personne(base.db, id, "gestionnaire"), uai, fichier, muet);
    expect(bilan.crees).toBe(9);
    expect(appels).toBeLessThanOrEqual(3);
    expect(await base.db.$count(couplesTba)).toBe(0);
  });

  it("n'attendent pas un TBA qui ne répond jamais, et le laissent tranquille un moment", async () => {
    const { id } = await cfa([sourceValide(1), sourceValide(2, inconnu)]);
    let appels = 0;
    const pendu = {
      chercherOrganisme: () => {
        appels += 1;
        return new Promise<ReponseOrganisme>(() => {});
      },
    };
    const debut = Date.now();
    await verifierCouples({ db: base.db, maintenant: new Date() }, id, pendu);
    expect(Date.now() - debut).toBeGreaterThan(3900);
    const second = Date.now();
    await verifierCouples({ db: base.db, maintenant: new Date() }, id, pendu);
    expect(Date.now() - second).toBeLessThan(3000);
    expect(appels).toBe(2);
  });

  it("ne sont jamais plus de cent par minute, et les autres attendent leur tour", async () => {
    const sources = Array.from({ length: 130 }, (_, n) =>
      sourceValide(n, { etablissement_formateur_siret: String(77_764_444_100_018 + n) }),
    );
    const { id } = await cfa(sources);
    let appels = 0;
    const vif = {
      chercherOrganisme: async (): Promise<ReponseOrganisme> => {
        appels += 1;
        return { genre: "inconnu" };
      },
    };
    const verifier = () => verifierCouples({ db: base.db, maintenant: new Date() }, id, vif);
    await verifier();
    await verifier();
    expect(appels).toBe(100);
    expect(await base.db.$count(couplesTba)).toBe(100);
  });

  it("changent aussi les dossiers d'un autre établissement qui a le même couple, à sa prochaine vérification", async () => {
    const premier = await cfa([sourceValide(1, inconnu)]);
    const second = await nouvelEtablissement(base.db);
    await rangerDossiers(base.db, second.id, [sourceValide(1, inconnu)]);
    await premier.verifier();
    await verifierCouples({ db: base.db, maintenant: new Date() }, second.id, premier.tba);
    expect(premier.demandes).toHaveLength(2);
    const dossier = (await dossiersRanges(base.db, second.id)).get("E-1");
    expect(dossier?.anomalies.map((a) => a.code)).toContain("COUPLE_INCONNU");
  });

  it("sont redemandés une fois par jour à l'écart de la nuit, quand la réponse a plus d'une semaine", async () => {
    await base.db.delete(etablissements);
    const { codes, demandes, tba } = await cfa([sourceValide(1, inconnu)]);
    const passer = (jours: number, arret = new AbortController().signal) =>
      reverifierCouples(base.db, new Date(Date.now() + jours * JOUR), tba, arret);
    const siens = () => demandes.filter((couple) => couple.endsWith(SIRET_INCONNU)).length;
    await passer(0, AbortSignal.abort());
    expect(siens()).toBe(0);
    await passer(1);
    expect(siens()).toBe(1);
    expect(await codes("E-1")).toContain("COUPLE_INCONNU");
    await base.db.delete(couplesTba);
    await passer(1);
    expect(siens()).toBe(1);
    await passer(2);
    expect(siens()).toBe(2);
    await passer(8);
    expect(siens()).toBe(2);
    await passer(10);
    expect(siens()).toBe(3);
  });
});
