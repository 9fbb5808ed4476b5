import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { transmissions } from "@/db/schema/transmissions";
import { demanderTransmission } from "@/lib/services/file/demander-transmission";
import { sonner } from "@/lib/services/file/sonner";
import { type ClientTba, creerClientTba } from "@/lib/tba/client";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { cfaDEssai } from "@/tests/appui/cfa-d-essai";
import { fileDEssai } from "@/tests/appui/file-d-essai";
import { patienceDEssai } from "@/tests/appui/patience-d-essai";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { verifierVerite } from "@/tests/appui/verifier-verite";
import { sourceValide } from "@/tests/factories/dossiers";

const base = baseDEssai();
const simulateur = simulateurDEssai();
/** How many times each apprentice's identifier left, by key; and what to do meanwhile. */
const partis = new Map<string, number>();
let pendant: (rang: number) => Promise<void> = async () => {};

function clientQuiCompte(): ClientTba {
  let rang = 0;
  return {
    ...simulateur.tba,
    transmettre: async (cle, textes) => {
      for (const texte of textes) {
        const qui = `${cle} ${JSON.parse(texte).id_erp_apprenant}`;
        partis.set(qui, (partis.get(qui) ?? 0) + 1);
      }
      await pendant(rang++);
      return simulateur.tba.transmettre(cle, textes);
    },
  };
}
const file = fileDEssai(base, clientQuiCompte);

const nouveauCfa = (dossiers: number) =>
  cfaDEssai(
    base.db,
    simulateur,
    Array.from({ length: dossiers }, (_, n) => sourceValide(n)),
  );
type Cfa = Awaited<ReturnType<typeof nouveauCfa>>;

const envoisDe = ({ cle }: Cfa) => [...partis].filter(([qui]) => qui.startsWith(cle)).map(([, fois]) => fois);
const coursesDe = ({ id }: Cfa) =>
  base.db.select().from(transmissions).where(eq(transmissions.etablissementId, id)).orderBy(transmissions.debut);
const verite = (cfa: Cfa) => verifierVerite(base.db, simulateur, cfa);
const viderLaFile = async () => (await file.ouvrier({ jusquaVide: true })).fini;
const demander = (cfa: Cfa, reprise = false) => demanderTransmission(cfa.contexte, cfa.uai, file.boss, { reprise });

describe("La nuit de plusieurs établissements", () => {
  it("passe une fois chez chacun, répartie entre les ouvriers, même si deux horloges sonnent", async () => {
    const cfas = [];
    for (let n = 0; n < 9; n++) cfas.push(await nouveauCfa(3));
    const sonneries = await Promise.all([1, 2, 3].map(() => sonner(base.db, file.boss, null, new Date())));
    expect(new Set(sonneries.map((s) => s.nuitId)).size).toBe(1);
    expect(sonneries.filter((s) => s.nouvelle)).toHaveLength(1);
    const ouvriers = await Promise.all([1, 2, 3].map(() => file.ouvrier({ jusquaVide: true, places: 2 })));
    await Promise.all(ouvriers.map((o) => o.fini));
    for (const cfa of cfas) {
      expect(envoisDe(cfa)).toEqual([1, 1, 1]);
      expect(await coursesDe(cfa)).toMatchObject([{ etat: "terminee", declencheur: "horloge", acceptes: 3 }]);
      expect(await verite(cfa)).toBe(3);
    }
  });

  it("ne fait qu'une nuit d'une heure prévue, quel que soit le nombre de serveurs, même l'un après l'autre", async () => {
    const cfa = await nouveauCfa(1);
    const cle = "2026-11-25T02:00";
    expect(await sonner(base.db, file.boss, cle, new Date())).toMatchObject({ nouvelle: true });
    await viderLaFile();
    expect(await sonner(base.db, file.boss, cle, new Date())).toMatchObject({ nouvelle: false });
    await viderLaFile();
    expect(envoisDe(cfa)).toEqual([1]);
  });

  it("n'est pas arrêtée chez les autres par celui dont la clé est refusée ou qui n'en a pas", async () => {
    const refuse = await nouveauCfa(1);
    await refuse.panne({ type: "cle-revoquee" });
    const bon = await nouveauCfa(1);
    await sonner(base.db, file.boss, null, new Date());
    await viderLaFile();
    expect(await coursesDe(refuse)).toMatchObject([{ etat: "echouee", nonEnvoyes: 1 }]);
    expect(await file.travaux(refuse.id)).toMatchObject([{ etat: "completed" }]);
    expect(await verite(bon)).toBe(1);
  });
});

describe("«Transmettre maintenant»", () => {
  it("est le même travail : un seul à la fois pour un établissement", async () => {
    const cfa = await nouveauCfa(1);
    let seconde: Promise<unknown> = Promise.resolve();
    pendant = async () => {
      seconde = demander(cfa).catch((erreur) => erreur);
      await seconde;
    };
    await demander(cfa);
    await demander(cfa);
    await viderLaFile();
    pendant = async () => {};
    expect(await seconde).toMatchObject({ code: "CONFLIT" });
    expect(envoisDe(cfa)).toEqual([1]);
    expect(await coursesDe(cfa)).toMatchObject([{ declencheur: "manuel", etat: "terminee" }]);
  });

  it("passe devant la nuit", async () => {
    const [nocturne, presse] = [await nouveauCfa(1), await nouveauCfa(1)];
    await sonner(base.db, file.boss, null, new Date());
    await demander(presse);
    await (await file.ouvrier({ jusquaVide: true, places: 1 })).fini;
    const [course] = await coursesDe(presse);
    const [autre] = await coursesDe(nocturne);
    expect(course?.fin?.getTime()).toBeLessThanOrEqual(autre?.debut.getTime() ?? 0);
    expect(course).toMatchObject({ declencheur: "manuel" });
  });
});

describe("Un arrêt demandé au milieu d'une nuit", () => {
  it("finit l'appel en cours et le range ; la suite part ensuite, et rien deux fois", async () => {
    const cfa = await nouveauCfa(20);
    await demander(cfa);
    const ouvrier = await file.ouvrier({ jusquaVide: false, parAppel: 4 });
    let arret: Promise<void> = Promise.resolve();
    pendant = async (rang) => {
      if (rang === 1) arret = ouvrier.arreter();
    };
    ouvrier.reveiller();
    await ouvrier.fini;
    await arret;
    pendant = async () => {};
    expect(await coursesDe(cfa)).toMatchObject([{ etat: "interrompue", eligibles: 20, acceptes: 8, nonEnvoyes: 12 }]);
    expect(await verite(cfa)).toBe(8);
    expect(await file.travaux(cfa.id)).toMatchObject([{ etat: "retry", pret: true }]);
    await viderLaFile();
    const [premiere, seconde] = await coursesDe(cfa);
    expect(seconde).toMatchObject({ etat: "terminee", eligibles: 12, acceptes: 12, repriseDe: premiere?.id });
    expect(new Set(envoisDe(cfa))).toEqual(new Set([1]));
    expect(await verite(cfa)).toBe(20);
  });
});

describe("Un TBA en panne", () => {
  it("fait remettre la transmission à plus tard, et la sonnerie suivante la reprend", async () => {
    const cfa = await nouveauCfa(6);
    await cfa.panne({ type: "statut", statut: 500, nombre: null });
    await demander(cfa);
    await viderLaFile();
    expect(await file.travaux(cfa.id)).toMatchObject([
      { etat: "retry", pret: false, data: { reprise: true, reports: 1 } },
    ]);
    await simulateur.retablir(cfa.cle);
    await viderLaFile();
    expect(await verite(cfa)).toBe(0);
    await sonner(base.db, file.boss, null, new Date());
    await viderLaFile();
    expect(await coursesDe(cfa)).toMatchObject([{ etat: "echouee" }, { etat: "terminee", acceptes: 6 }]);
    expect(await verite(cfa)).toBe(6);
  });

  it("n'est plus appelé quand il ne répond à personne ; puis un seul essaie, et tout repart", async () => {
    const cfas: [Cfa, Cfa, Cfa] = [await nouveauCfa(2), await nouveauCfa(2), await nouveauCfa(2)];
    const nulPart = creerClientTba({ urlBase: "http://127.0.0.1:9/api" });
    const patience = patienceDEssai();
    const attentesDe = async (cfa: Cfa) => {
      const debut = patience.attentes.length;
      await cfa.envoyer({ tba: nulPart, patience });
      return patience.attentes.slice(debut).reduce((somme, ms) => somme + ms, 0);
    };
    // Five waits between six attempts, nothing more, as long as ten failures in a row were not seen.
    expect(await attentesDe(cfas[0])).toBe(31_000);
    await attentesDe(cfas[1]);
    expect(await attentesDe(cfas[2])).toBeGreaterThan(10 * 60_000);
    for (const cfa of cfas) {
      expect((await cfa.envoyer({ reprise: true, patience })).bilan).toMatchObject({ etat: "terminee", acceptes: 2 });
      expect(await verite(cfa)).toBe(2);
    }
  });
});
