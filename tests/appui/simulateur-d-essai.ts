import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { type ClientTba, creerClientTba } from "@/lib/tba/client";
import type { Couple } from "@/scripts/tba-simulateur/configuration";
import { creerSimulateur, type Simulateur } from "@/scripts/tba-simulateur/simulateur";

export type SimulateurDEssai = {
  readonly url: string;
  /** A client with short delays. */
  readonly tba: ClientTba;
  cle: string;
  autreCle: string;
  /** A key that no other test uses. */
  nouvelleCle: () => string;
  /** The next calls fail in a chosen way. */
  panne: (panne: object | object[]) => Promise<void>;
  /** The faults of a key are over. */
  retablir: (cle: string) => Promise<void>;
  nombreDAppels: () => Promise<number>;
  effectifs: (cle?: string) => Promise<{ id_erp_apprenant: string; nom_apprenant: string }[]>;
};

/** A kept-alive connection that the other end closed while a test blocked the event loop is no answer of the simulator's. */
async function demander(url: string): Promise<Response> {
  return fetch(url).catch(() => fetch(url));
}

/** A simulated TBA of its own for a test file, over HTTP. */
export function simulateurDEssai(couplesInconnus: readonly Couple[] = []): SimulateurDEssai {
  const [cle, autreCle] = [randomUUID(), randomUUID()];
  const reserve = Array.from({ length: 300 }, () => randomUUID());
  const cles = [cle, autreCle, ...reserve];
  let simulateur: Simulateur | undefined;
  let url = "";
  let tba: ClientTba | undefined;
  beforeAll(async () => {
    simulateur = creerSimulateur({
      cles: cles.map((c) => ({ cle: c, organisme: null })),
      couplesInconnus,
      oublie: false,
    });
    url = `http://127.0.0.1:${await simulateur.ecouter(0, "127.0.0.1")}`;
    tba = creerClientTba({
      urlBase: `${url}/api`,
      delais: { connexion: 2000, entetes: 15_000, corps: 15_000, total: 30_000 },
    });
  });
  afterAll(async () => {
    await tba?.fermer();
    await simulateur?.fermer();
  });
  return {
    cle,
    autreCle,
    get url() {
      return url;
    },
    get tba() {
      if (tba === undefined) throw new Error("Le simulateur n'est pas démarré.");
      return tba;
    },
    panne: async (panne) => {
      const reponse = await fetch(`${url}/_simulateur/pannes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(panne),
      });
      if (!reponse.ok) throw new Error(`Panne refusée : ${await reponse.text()}`);
    },
    nouvelleCle: () => {
      const libre = reserve.pop();
      if (libre === undefined) throw new Error("Plus de clé d'essai.");
      return libre;
    },
    retablir: async (de) => {
      await fetch(`${url}/_simulateur/pannes?cle=${de}`, { method: "DELETE" });
    },
    effectifs: async (de = cle) => (await demander(`${url}/_simulateur/effectifs?cle=${de}`)).json(),
    nombreDAppels: async () => (await (await demander(`${url}/_simulateur/appels`)).json()).length,
  };
}
