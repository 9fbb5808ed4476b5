import { describe, expect, it } from "vitest";
import { type ClientTba, creerClientTba } from "@/lib/tba/client";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { cfaDEssai } from "@/tests/appui/cfa-d-essai";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { verifierVerite } from "@/tests/appui/verifier-verite";
import { dossiersRanges, sourceValide } from "@/tests/factories/dossiers";

const base = baseDEssai();
const simulateur = simulateurDEssai();
/** `npm run test:pannes` runs the long version: also the faults that must be waited for, again and again. */
const LONGUE = process.env.PANNES === "longues";

const DOSSIERS = 12;
const PAR_APPEL = 4;
/** Calls that go well before the fault: it strikes the first, the second or the third of the three. */
const MOMENTS = [
  ["au premier appel", 0],
  ["à un appel du milieu", 1],
  ["au dernier appel", 2],
] as const;

const BREFS = { connexion: 500, entetes: 400, corps: 400, total: 900 };
const clientPresse = () => creerClientTba({ urlBase: `${simulateur.url}/api`, delais: BREFS });
const nulPart = creerClientTba({ urlBase: "http://127.0.0.1:9/api", delais: BREFS });

/** What can go wrong and come right by itself. `lente`: each attempt must be waited for. */
const PASSAGERES: readonly { nom: string; panne: object; lente?: true }[] = [
  { nom: "une erreur 500", panne: { type: "statut", statut: 500, corps: { error: "Internal Server Error" } } },
  { nom: "un 502 en HTML", panne: { type: "statut", statut: 502 } },
  { nom: "un 403 en HTML, d'un pare-feu", panne: { type: "statut", statut: 403 } },
  { nom: "un 429 avec Retry-After", panne: { type: "429", retryAfter: 3 } },
  { nom: "un 429 sans Retry-After", panne: { type: "429" } },
  { nom: "une coupure avant la demande", panne: { type: "reset-avant" } },
  { nom: "une coupure au milieu de la réponse", panne: { type: "reset-pendant" } },
  { nom: "une coupure après la demande", panne: { type: "reset-apres" } },
  { nom: "une réponse tronquée", panne: { type: "json-tronque" } },
  { nom: "un 200 vide", panne: { type: "vide" } },
  { nom: "un 200 pour d'autres dossiers", panne: { type: "autres-dossiers", variante: "autres" } },
  { nom: "un 200 pour moins de dossiers", panne: { type: "autres-dossiers", variante: "moins" } },
  { nom: "un 200 pour plus de dossiers", panne: { type: "autres-dossiers", variante: "plus" } },
  { nom: "un 200 dans le désordre", panne: { type: "autres-dossiers", variante: "desordre" } },
  { nom: "un 200 pour une autre année", panne: { type: "autres-dossiers", variante: "autre-annee" } },
  { nom: "une réponse qui ne vient jamais", panne: { type: "jamais" }, lente: true },
  { nom: "une réponse à un octet par seconde", panne: { type: "goutte" }, lente: true },
];

const nouveauCfa = () =>
  cfaDEssai(
    base.db,
    simulateur,
    Array.from({ length: DOSSIERS }, (_, n) => sourceValide(n)),
  );
type Cfa = Awaited<ReturnType<typeof nouveauCfa>>;

const verite = (cfa: Cfa) => verifierVerite(base.db, simulateur, cfa);
const tout = { etat: "terminee", eligibles: DOSSIERS, acceptes: DOSSIERS, refuses: 0, nonEnvoyes: 0 };

/** A client whose calls of some ranks find nobody to talk to. */
function clientCoupe(coupes: (rang: number) => boolean): ClientTba {
  let rang = 0;
  return {
    ...simulateur.tba,
    transmettre: (cle, textes) => (coupes(rang++) ? nulPart : simulateur.tba).transmettre(cle, textes),
  };
}

describe.each(MOMENTS)("Une panne qui passe, %s", (_, apres) => {
  it.each(PASSAGERES)("$nom : tout part, rien de faux", async ({ panne, lente }) => {
    const cfa = await nouveauCfa();
    await cfa.panne({ ...panne, apres });
    const { bilan, suite } = await cfa.envoyer({ parAppel: PAR_APPEL, ...(lente ? { tba: clientPresse() } : {}) });
    expect(bilan).toMatchObject(tout);
    expect(suite).toBe("aucune");
    expect(await cfa.appels(bilan.id)).toHaveLength(4);
    expect(await verite(cfa)).toBe(DOSSIERS);
  });

  it("une connexion refusée : tout part, rien de faux", async () => {
    const cfa = await nouveauCfa();
    const { bilan } = await cfa.envoyer({ parAppel: PAR_APPEL, tba: clientCoupe((rang) => rang === apres) });
    expect(bilan).toMatchObject(tout);
    expect(await verite(cfa)).toBe(DOSSIERS);
  });
});

/** Then the night after: what was left leaves, and only that. */
async function reparer(cfa: Cfa, partis: number): Promise<void> {
  await simulateur.retablir(cfa.cle);
  const { bilan } = await cfa.envoyer({ parAppel: PAR_APPEL, reprise: true });
  expect(bilan).toMatchObject({ etat: "terminee", eligibles: DOSSIERS - partis, acceptes: DOSSIERS - partis });
  expect(await verite(cfa)).toBe(DOSSIERS);
}

describe.each(MOMENTS)("Une panne qui dure, %s", (_, apres) => {
  const partis = apres * PAR_APPEL;
  const arretee = { etat: "echouee", eligibles: DOSSIERS, acceptes: partis, refuses: 0, nonEnvoyes: DOSSIERS - partis };

  it.each(PASSAGERES.filter(({ lente }) => LONGUE || !lente))(
    "$nom : la transmission s'arrête, et la suivante reprend le reste",
    async ({ panne, lente }) => {
      const cfa = await nouveauCfa();
      await cfa.panne({ ...panne, apres, nombre: null });
      const { bilan, suite } = await cfa.envoyer({ parAppel: PAR_APPEL, ...(lente ? { tba: clientPresse() } : {}) });
      expect(bilan).toMatchObject(arretee);
      expect(suite).toBe("reporter");
      expect(await verite(cfa)).toBe(partis);
      await reparer(cfa, partis);
    },
  );

  it("une connexion refusée : la transmission s'arrête, et la suivante reprend le reste", async () => {
    const cfa = await nouveauCfa();
    const { bilan, suite } = await cfa.envoyer({ parAppel: PAR_APPEL, tba: clientCoupe((rang) => rang >= apres) });
    expect(bilan).toMatchObject(arretee);
    expect(suite).toBe("reporter");
    await reparer(cfa, partis);
  });

  it.each(["403", "cle-revoquee"])(
    "la clé est refusée (%s) : la transmission s'arrête aussitôt, sans insister",
    async (type) => {
      const cfa = await nouveauCfa();
      await cfa.panne({ type, apres, nombre: null });
      const { bilan, suite } = await cfa.envoyer({ parAppel: PAR_APPEL });
      expect(bilan).toMatchObject(arretee);
      expect(bilan.erreur).toContain("refuse la clé");
      expect(suite).toBe("aucune");
      expect(await cfa.appels(bilan.id)).toHaveLength(apres + 1);
      expect(await verite(cfa)).toBe(partis);
      await reparer(cfa, partis);
    },
  );
});

describe("Un dossier que le TBA ne peut pas prendre", () => {
  it.each([
    ["le premier", 0],
    ["un du milieu", 6],
    ["le dernier", 11],
  ])("%s : les autres partent, lui est «Refusé par le TBA» avec la raison", async (_, rang) => {
    const cfa = await nouveauCfa();
    // Calls go in the order of the rows, not of the names.
    const ordre = [...(await dossiersRanges(base.db, cfa.id)).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    await cfa.panne({ type: "400-dossier", id_erp_apprenant: ordre[rang]?.idErpApprenant });
    const { bilan } = await cfa.envoyer({ parAppel: PAR_APPEL });
    expect(bilan).toMatchObject({ etat: "terminee", acceptes: DOSSIERS - 1, refuses: 1, nonEnvoyes: 0 });
    expect(Object.values(await cfa.etats()).filter((etat) => etat === "refuse")).toHaveLength(1);
    expect(await verite(cfa)).toBe(DOSSIERS - 1);
    await simulateur.retablir(cfa.cle);
    expect((await cfa.envoyer()).bilan).toMatchObject(tout);
    expect(await verite(cfa)).toBe(DOSSIERS);
  });

  it.each([1, 2, 3])("un TBA qui ne prend pas plus de %i dossiers à la fois les reçoit tous", async (auDela) => {
    const cfa = await nouveauCfa();
    await cfa.panne({ type: "413", auDela, nombre: null });
    expect((await cfa.envoyer({ parAppel: PAR_APPEL })).bilan).toMatchObject(tout);
    expect(await verite(cfa)).toBe(DOSSIERS);
  });

  it.each([
    ["413", { type: "413" }],
    ["400", { type: "statut", statut: 400, corps: { status: "ERROR", message: "La base ne répond pas" } }],
  ])("un TBA qui refuse tout, un par un (%s), est en panne : aucun dossier n'est dit refusé", async (_, panne) => {
    const cfa = await nouveauCfa();
    await cfa.panne({ ...panne, nombre: null });
    const { bilan, suite } = await cfa.envoyer({ parAppel: PAR_APPEL });
    expect(bilan).toMatchObject({ etat: "echouee", acceptes: 0, refuses: 0, nonEnvoyes: DOSSIERS });
    expect(suite).toBe("reporter");
    await reparer(cfa, 0);
  });
});
