import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import type { ObjetJson } from "@/lib/dossier/json";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { lireGeste } from "@/lib/services/corrections/lire-geste";
import { apercuCorrection, corrigerCause } from "@/lib/services/deblocage/corriger-cause";
import { lireCause } from "@/lib/services/deblocage/lire-cause";
import { lirePlan } from "@/lib/services/deblocage/lire-plan";
import { traiterFormulaire } from "@/lib/services/deblocage/traiter-formulaire";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import type { ClientTba } from "@/lib/tba/client";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const FAUX = "7776444410001";
const JUSTE = "13002526500013";
const muet: Pick<ClientTba, "chercherOrganisme"> = {
  chercherOrganisme: async () => ({ genre: "injoignable", raison: "Muet." }),
};

async function cfa(sources: readonly ObjetJson[]) {
  const etablissement = await nouvelEtablissement(base.db);
  const { id, uai } = etablissement;
  const contexte = await personne(base.db, id, "gestionnaire");
  await rangerDossiers(
    base.db,
    id,
    sources.map((source, n) => sourceValide(n, source)),
  );
  const plan = (parametres: Record<string, string> = {}) => lirePlan(contexte, uai, lireFiltres(parametres));
  const demander = async (titre: RegExp, { par = "", champ = "", ...filtres }: Record<string, string> = {}) => {
    const { bloquantes, autres } = await plan(filtres);
    const cle = [...bloquantes, ...autres].find((c) => titre.test(c.titre))?.cle ?? "";
    return { cle, champ, par, recherches: lireFiltres(filtres).recherches };
  };
  const ouvrir = async (...demande: Parameters<typeof demander>) => {
    const cause = await lireCause(contexte, uai, await demander(...demande));
    if (cause === null) throw new Error("Cette cause n'existe pas.");
    return cause;
  };
  const etats = async () => new Map((await rapport()).lignes.map((l) => [l.id, l.etat]));
  const rapport = () => lireRapport(contexte, uai, lireFiltres({}));
  const lire = () => dossiersRanges(base.db, id);
  return { ...etablissement, contexte, plan, demander, ouvrir, etats, rapport, lire };
}

const SIRET = { etablissement_formateur_siret: FAUX, groupe_formation: "TSVO1" };
const SANS_DATE = { date_inscription_formation: null, groupe_formation: "TSTC2" };
const MELANGE = [SIRET, SIRET, { ...SIRET, ...SANS_DATE }, SANS_DATE, {}];
const enBref = (causes: readonly { titre: string; dossiers: number; debloques: number }[]) =>
  causes.map((c) => `${c.titre} : ${c.dossiers}, débloque ${c.debloques}`);

describe("Le plan de déblocage", () => {
  it("range les causes, sépare celles qui n'empêchent rien, et suit les filtres du rapport", async () => {
    const { plan } = await cfa([...MELANGE, { statut: "ELV", ...SIRET }]);
    const tout = await plan();
    expect(enBref(tout.bloquantes)).toEqual([
      `SIRET du formateur invalide (${FAUX}) : 3, débloque 2`,
      "Date d'inscription absente : 2, débloque 1",
    ]);
    expect(tout.autres.every((c) => c.gravite !== "bloquante" && c.debloques === 0)).toBe(true);
    const filtre = await plan({ formation: "TSTC2" });
    expect(enBref(filtre.bloquantes)).toEqual([
      "Date d'inscription absente : 2, débloque 1",
      `SIRET du formateur invalide (${FAUX}) : 1, débloque 0`,
    ]);
    expect(filtre.bloquantes[1]?.cle).toBe(tout.bloquantes[0]?.cle);
    expect((await plan({ etat: "a-transmettre" })).bloquantes).toEqual([]);
  });

  it("ne montre rien d'un autre établissement", async () => {
    const [un, deux] = [await cfa(MELANGE), await cfa([{}])];
    expect((await deux.plan()).bloquantes).toEqual([]);
    const demande = await un.demander(/SIRET du formateur invalide/);
    expect(await lireCause(deux.contexte, deux.uai, demande)).toBeNull();
    await expect(lireCause(deux.contexte, un.uai, demande)).rejects.toMatchObject({ code: "INTROUVABLE" });
    const saisies = { tous: JUSTE };
    await expect(corrigerCause(deux.contexte, un.uai, demande, saisies, muet)).rejects.toMatchObject({
      code: "INTROUVABLE",
    });
  });

  it("se laisse lire par un lecteur, et c'est tout", async () => {
    const { id, uai, demander } = await cfa(MELANGE);
    const lecteur = await personne(base.db, id, "lecteur");
    const demande = await demander(/SIRET du formateur invalide/);
    expect(await lireCause(lecteur, uai, demande)).toMatchObject({ peutCorriger: false, cause: { dossiers: 3 } });
    const formulaire = { saisies: { tous: JUSTE }, toutPrendre: false };
    await expect(apercuCorrection(lecteur, uai, demande, formulaire)).rejects.toMatchObject({ code: "INTERDIT" });
    await expect(corrigerCause(lecteur, uai, demande, formulaire.saisies, muet)).rejects.toMatchObject({
      code: "INTERDIT",
    });
  });
});

describe("Corriger en masse", () => {
  it("montre avant ce qui se passera vraiment, sans rien écrire, puis l'applique et l'annule d'un bloc", async () => {
    const { contexte, uai, id, demander, etats, rapport, lire, plan } = await cfa(MELANGE);
    const demande = await demander(/SIRET du formateur invalide/);
    const [avant, etatsAvant, planAvant] = [await lire(), await etats(), await plan()];
    const formulaire = { saisies: { tous: "130 025 265 00013" }, toutPrendre: false };
    const { apercu } = await apercuCorrection(contexte, uai, demande, formulaire);
    expect(apercu).toMatchObject({ corriges: 3, validesAvant: 1, validesApres: 3, nombreChangements: 2 });
    expect(apercu).toMatchObject({ restentInvalides: 1, apparues: [] });
    expect(await lire()).toEqual(avant);

    const fait = await corrigerCause(contexte, uai, demande, formulaire.saisies, muet);
    expect(fait.dossiers).toBe(3);
    const etatsApres = await etats();
    const changes = [...etatsApres].filter(([d, etat]) => etatsAvant.get(d) !== etat).map(([d]) => d);
    expect(apercu.changements.map((c) => c.id).sort()).toEqual(changes.sort());
    for (const c of apercu.changements) {
      expect([c.avant, c.apres]).toEqual([etatsAvant.get(c.id), etatsApres.get(c.id)]);
    }
    const { parEtat, total } = await rapport();
    expect(total - parEtat.invalide).toBe(apercu.validesApres);
    expect((await lire()).get("E-0")?.payload).toContain(`"etablissement_formateur_siret":"${JUSTE}"`);
    expect(enBref((await plan()).bloquantes)).toEqual(["Date d'inscription absente : 2, débloque 2"]);

    const lots = await base.db.select().from(lotsCorrections).where(eq(lotsCorrections.etablissementId, id));
    expect(lots).toMatchObject([{ id: fait.lotId, genre: "masse", titre: "SIRET du formateur", dossiers: 3 }]);
    expect(await lireGeste(contexte, uai, fait.lotId)).toMatchObject({ dossiers: 3, annule: false });
    await annulerLot(contexte, uai, fait.lotId);
    expect(await plan()).toEqual(planAvant);
    expect(await etats()).toEqual(etatsAvant);
  });

  it("dit une cause qui n'existe plus", async () => {
    const { contexte, uai, demander } = await cfa(MELANGE);
    const demande = await demander(/SIRET du formateur invalide/);
    await corrigerCause(contexte, uai, demande, { tous: JUSTE }, muet);
    expect(await lireCause(contexte, uai, demande)).toBeNull();
    await expect(corrigerCause(contexte, uai, demande, { tous: JUSTE }, muet)).rejects.toMatchObject({
      code: "CONFLIT",
    });
  });

  it("refuse une mauvaise valeur, au bon champ du formulaire, et n'écrit rien", async () => {
    const { contexte, uai, demander, ouvrir, lire } = await cfa([SIRET, { ...SIRET, groupe_formation: "TSVO2" }]);
    const demande = await demander(/SIRET du formateur invalide/, { par: "formation" });
    const { groupes } = await ouvrir(/SIRET du formateur invalide/, { par: "formation" });
    const [un, deux] = groupes.map((g) => g.cle);
    const avant = await lire();
    const saisies = { [un ?? ""]: JUSTE, [deux ?? ""]: "12" };
    await expect(corrigerCause(contexte, uai, demande, saisies, muet)).rejects.toMatchObject({
      code: "SAISIE_INVALIDE",
      champs: { [`valeur-${deux}`]: expect.stringContaining("2 chiffres (12) : il en faut 14") },
    });
    for (const vides of [{}, { [un ?? ""]: "  " }]) {
      await expect(corrigerCause(contexte, uai, demande, vides, muet)).rejects.toMatchObject({
        code: "SAISIE_INVALIDE",
      });
    }
    expect(await lire()).toEqual(avant);
  });

  it("prend une valeur par formation, par dossier, ou vide le champ, et laisse ce qui n'est pas rempli", async () => {
    const sansDate = (groupe: string, email = "zoe") => ({
      date_inscription_formation: null,
      email_contact: email,
      groupe_formation: groupe,
    });
    const { contexte, uai, demander, ouvrir, lire } = await cfa([
      sansDate("G1"),
      sansDate("G1", "léa"),
      sansDate("G2"),
    ]);
    const parFormation = await ouvrir(/Date d'inscription/);
    expect(parFormation.repartition).toBe("formation");
    expect(parFormation.groupes.map((g) => [g.libelle, g.dossiers])).toEqual([
      ["G1", 2],
      ["G2", 1],
    ]);
    const saisies = { [parFormation.groupes[0]?.cle ?? ""]: "28/08/2023" };
    await corrigerCause(contexte, uai, await demander(/Date d'inscription/), saisies, muet);
    const dates = async () => [...(await lire()).values()].map((d) => d.corrections.date_inscription_formation?.valeur);
    expect((await dates()).filter(Boolean)).toEqual(["2023-08-28", "2023-08-28"]);

    const parDossier = await ouvrir(/E-mail/);
    expect([parDossier.repartition, parDossier.groupes.length]).toEqual(["dossier", 3]);
    const premier = parDossier.groupes[0]?.cle ?? "";
    await corrigerCause(contexte, uai, await demander(/E-mail/), { [premier]: "zoe@example.org" }, muet);
    expect((await lire()).get("E-0")?.corrections.email_contact?.valeur).toBe("zoe@example.org");
    await corrigerCause(contexte, uai, await demander(/E-mail/, { par: "vider" }), {}, muet);
    expect((await lire()).get("E-1")?.corrections.email_contact).toEqual({ valeur: null, source: "léa" });
    expect((await lire()).get("E-2")?.bloque).toBe(true);
  });

  it("montre de nouveau, avant de les appliquer, des valeurs qui ne sont plus celles qu'on a vues", async () => {
    const { contexte, uai, demander, lire } = await cfa([SANS_DATE]);
    const demande = { ...(await demander(/Date d'inscription/)), champ: "date_inscription_formation" };
    const presser = (date: string, vu: string, veutAppliquer: boolean) =>
      traiterFormulaire(contexte, uai, demande, { saisies: { tous: date }, vu, veutAppliquer, toutPrendre: false });
    const montre = await presser("2023-08-28", "", true);
    const vu = "vu" in montre ? montre.vu : "";
    expect(await presser("2023-08-29", vu, true)).toMatchObject({ apercu: { corriges: 1 } });
    expect((await lire()).get("E-0")?.corrections).toEqual({});
    expect(await presser("28/08/2023", vu, true)).toHaveProperty("lotId");
    expect((await lire()).get("E-0")?.corrections.date_inscription_formation?.valeur).toBe("2023-08-28");
  });

  it("fait un texte du nombre que le logiciel a envoyé, sans rien retaper", async () => {
    const { contexte, uai, demander, ouvrir, lire } = await cfa([{ adresse_apprenant: 12 }, { adresse_apprenant: 7 }]);
    const { groupes } = await ouvrir(/Adresse de l'apprenant/);
    const saisies = Object.fromEntries(groupes.map((g) => [g.cle, String(g.actuelle)]));
    await corrigerCause(contexte, uai, await demander(/Adresse de l'apprenant/), saisies, muet);
    expect((await lire()).get("E-0")).toMatchObject({
      bloque: false,
      corrections: { adresse_apprenant: { valeur: "12", source: 12 } },
    });
  });

  it("ne touche que les dossiers que les filtres gardent", async () => {
    const { contexte, uai, demander, lire } = await cfa(MELANGE);
    const demande = await demander(/SIRET du formateur invalide/, { formation: "TSTC2" });
    await corrigerCause(contexte, uai, demande, { tous: JUSTE }, muet);
    expect([...(await lire()).values()].filter((d) => Object.keys(d.corrections).length > 0)).toHaveLength(1);
  });

  it("prévient de ce qu'une valeur ferait apparaître", async () => {
    const { contexte, uai, demander } = await cfa([{ date_fin_formation: "31/07/2025" }]);
    const demande = await demander(/Date de fin de formation/);
    const formulaire = { saisies: { tous: "2022-07-31" }, toutPrendre: false };
    const { apercu } = await apercuCorrection(contexte, uai, demande, formulaire);
    expect(apercu).toMatchObject({ validesAvant: 0, validesApres: 0, restentInvalides: 1 });
    expect(apercu.apparues.map((a) => a.phrase)).toContainEqual(expect.stringContaining("avant d'avoir commencé"));
  });

  it("ne propose ni de vider ce qui est obligatoire, ni les valeurs propres à chacun", async () => {
    const { ouvrir } = await cfa([{ email_contact: "zoe" }, { email_contact: "léa" }, SIRET, {}]);
    expect((await ouvrir(/SIRET du formateur invalide/)).repartitions).not.toContain("vider");
    const mails = await ouvrir(/E-mail/);
    expect(mails.repartitions).toContain("vider");
    expect(mails.groupes.flatMap((g) => g.suggestions)).toEqual([]);
  });
});
