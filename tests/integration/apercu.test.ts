import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { envois } from "@/db/schema/envois";
import { champDe } from "@/lib/dossier/champs";
import type { TypeChamp } from "@/lib/dossier/champs/definition";
import type { Etat } from "@/lib/dossier/etat";
import type { ObjetJson } from "@/lib/dossier/json";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { apercuCorrection, corrigerCause } from "@/lib/services/deblocage/corriger-cause";
import { lireCause } from "@/lib/services/deblocage/lire-cause";
import { lirePlan } from "@/lib/services/deblocage/lire-plan";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import type { ClientTba } from "@/lib/tba/client";
import { dossiersVaries } from "@/scripts/bench/dossiers-varies";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const muet: Pick<ClientTba, "chercherOrganisme"> = {
  chercherOrganisme: async () => ({ genre: "injoignable", raison: "Muet." }),
};

const VALEURS: Partial<Record<TypeChamp, string>> = {
  date: "2026-08-28",
  email: "a@example.org",
  telephone: "06 12 34 56 78",
  siret: "13002526500013",
  siretTolere: "13002526500013",
  uai: "0352660B",
  anneeScolaire: "2026-2027",
  cfd: "32021411",
};

async function cfa(sources: readonly ObjetJson[]) {
  const { id, uai } = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, id, "gestionnaire");
  await rangerDossiers(base.db, id, sources);
  const plan = () => lirePlan(contexte, uai, lireFiltres({}));
  const etats = async (): Promise<Map<string, Etat>> => {
    const toutes: [string, Etat][] = [];
    for (let page = 1; ; page++) {
      const { lignes, pages } = await lireRapport(contexte, uai, lireFiltres({ page: String(page) }));
      for (const l of lignes) toutes.push([l.id, l.etat]);
      if (page >= pages) return new Map(toutes);
    }
  };
  /** Previews a correction, applies it, and compares with what happened. */
  const verifier = async (cle: string) => {
    const demande = { cle, champ: "", par: "tous", recherches: {} };
    const detail = await lireCause(contexte, uai, demande);
    if (detail === null) throw new Error("Cette cause n'existe pas.");
    const saisies = { tous: VALEURS[champDe(detail.champ).type] ?? "valeur" };
    const avant = await etats();
    const { apercu } = await apercuCorrection(contexte, uai, demande, { saisies, toutPrendre: false });
    expect(await etats()).toEqual(avant);
    const { lotId, dossiers } = await corrigerCause(contexte, uai, demande, saisies, muet);
    const apres = await etats();
    const vus = [...apres].flatMap(([d, etat]) => (avant.get(d) === etat ? [] : [[d, avant.get(d), etat]]));
    expect(apercu.changements.map((c) => [c.id, c.avant, c.apres]).sort()).toEqual(vus.sort());
    const valides = (lus: Map<string, Etat>) => [...lus.values()].filter((etat) => etat !== "invalide").length;
    expect([apercu.validesAvant, apercu.validesApres]).toEqual([valides(avant), valides(apres)]);
    expect([apercu.corriges, apercu.nombreChangements]).toEqual([dossiers, vus.length]);
    return { apercu, lotId, detail };
  };
  return { id, uai, contexte, plan, etats, verifier };
}

describe("L'aperçu d'une correction", () => {
  it("dit ce qui se passera, cause après cause, et le compte du plan avec lui", async () => {
    const { plan, verifier } = await cfa(dossiersVaries(90));
    let causes = 0;
    for (let suite = await plan(); suite.bloquantes.length > 0; suite = await plan()) {
      const [cause] = suite.bloquantes;
      const { apercu } = await verifier(cause?.cle ?? "");
      expect(apercu.validesApres - apercu.validesAvant).toBe(cause?.debloques);
      causes += 1;
    }
    expect(causes).toBeGreaterThan(4);
  });

  it("dit aussi qu'un dossier transmis sera à transmettre de nouveau, et transmis quand on revient en arrière", async () => {
    const { id, uai, contexte, plan, etats, verifier } = await cfa([sourceValide(1, { formation_cfd: null })]);
    const dossier = (await dossiersRanges(base.db, id)).get("E-1");
    if (dossier === undefined) throw new Error("Préparation manquée");
    const { maintenant } = contexte;
    await base.db
      .update(envois)
      .set({ recuLe: maintenant, empreinteTransmise: dossier.empreinte, transmisLe: maintenant })
      .where(eq(envois.dossierId, dossier.id));
    const cause = (await plan()).autres.find((c) => /Code formation diplôme absent/.test(c.titre));
    const { apercu, lotId } = await verifier(cause?.cle ?? "");
    expect(apercu.changements).toMatchObject([{ avant: "transmis", apres: "a-transmettre" }]);
    await annulerLot(contexte, uai, lotId);
    expect([...(await etats()).values()]).toEqual(["transmis"]);
  });
});
