import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { couplesTba } from "@/db/schema/couples-tba";
import type { ObjetJson } from "@/lib/dossier/json";
import { apercuCorrection, corrigerCause } from "@/lib/services/deblocage/corriger-cause";
import { lireCause } from "@/lib/services/deblocage/lire-cause";
import { lirePlan } from "@/lib/services/deblocage/lire-plan";
import { repreparerPerimes } from "@/lib/services/dossiers/repreparer";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import type { ClientTba } from "@/lib/tba/client";
import { CFA_EXEMPLE } from "@/scripts/demo/exemple/cfa";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const muet: Pick<ClientTba, "chercherOrganisme"> = {
  chercherOrganisme: async () => ({ genre: "injoignable", raison: "Muet." }),
};

async function cfa(sources: readonly ObjetJson[] = []) {
  const { id, uai } = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, id, "gestionnaire");
  await rangerDossiers(
    base.db,
    id,
    sources.map((source, n) => sourceValide(n, source)),
  );
  const plan = () => lirePlan(contexte, uai, lireFiltres({}));
  const message = async (titre: RegExp) => {
    const { bloquantes, autres } = await plan();
    const cle = [...bloquantes, ...autres].find((c) => titre.test(c.titre))?.cle ?? "";
    return (await lireCause(contexte, uai, { cle, champ: "", par: "", recherches: {} }))?.message ?? null;
  };
  return { id, uai, contexte, plan, message };
}

describe("Les messages tout prêts", () => {
  it("donnent à l'éditeur les identifiants et les champs, sans le nom ni la naissance de personne", async () => {
    const { message } = await cfa([{ adresse_apprenant: 12 }, { adresse_apprenant: 7 }]);
    const pret = await message(/Adresse de l'apprenant/);
    expect(pret?.corps).toMatch(/- E-0\n- E-1/);
    expect(pret?.corps).toContain("adresse_apprenant");
    expect(JSON.stringify(pret)).not.toMatch(/Nom 0|Zoé|2004|29\/02/);
  });

  it("donnent au Carif-Oref le couple inconnu, et aucun apprenti", async () => {
    const { id, message } = await cfa([{}, {}]);
    const couple = { uai: "0352660B", siret: "77764444100018" };
    await base.db.insert(couplesTba).values({ ...couple, connu: false, verifieLe: new Date() });
    await repreparerPerimes(base.db, id);
    const pret = await message(/UAI et SIRET inconnus du TBA/);
    expect(pret?.corps).toContain("UAI 0352660B, SIRET 77764444100018");
    expect(pret?.corps).toContain("2 dossiers");
    expect(JSON.stringify(pret)).not.toMatch(/Nom 0|Zoé|E-0/);
    await base.db.delete(couplesTba);
  });

  it("ne sont pas donnés pour ce que le secrétariat répare lui-même", async () => {
    const { message } = await cfa([{ email_contact: "zoe" }]);
    expect(await message(/E-mail/)).toBeNull();
  });
});

describe("Les 40 dossiers invalides de la démonstration", () => {
  it("se réparent en trois causes, avec les valeurs proposées, sans rien taper", async () => {
    const { id, uai, contexte, plan } = await cfa();
    const rapport = () => lireRapport(contexte, uai, lireFiltres({}));
    const octets = new Uint8Array(readFileSync("scripts/demo/exemple/apprenants-exemple.xlsx"));
    await importerFichier(contexte, uai, { nom: "exemple.xlsx", octets }, muet);
    expect((await rapport()).parEtat.invalide).toBe(40);
    expect((await plan()).bloquantes).toHaveLength(3);
    for (let restent = 3; restent > 0; restent--) {
      const [premiere] = (await plan()).bloquantes;
      const demande = { cle: premiere?.cle ?? "", champ: "", par: "", recherches: {} };
      const { saisies, apercu } = await apercuCorrection(contexte, uai, demande, { saisies: {}, toutPrendre: true });
      expect(apercu.validesApres - apercu.validesAvant).toBe(premiere?.debloques);
      await corrigerCause(contexte, uai, demande, saisies, muet);
    }
    expect((await rapport()).parEtat.invalide).toBe(0);
    const apprentis = [...(await dossiersRanges(base.db, id)).values()].filter((d) => d.apprenti);
    expect(apprentis).toHaveLength(57);
    for (const { payload } of apprentis) {
      expect(JSON.parse(payload)).toMatchObject({
        etablissement_formateur_siret: CFA_EXEMPLE.siret,
        etablissement_responsable_uai: CFA_EXEMPLE.uai,
      });
    }
  });
});
