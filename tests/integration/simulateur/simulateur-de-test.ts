import type { ObjetJson } from "@/lib/dossier/json";
import type { Etape, StatutTba } from "@/lib/dossier/statut";
import { type ClientTba, creerClientTba, type OptionsClientTba } from "@/lib/tba/client";
import { type ConfigurationSimulateur, lireConfiguration } from "@/scripts/tba-simulateur/configuration";
import { creerSimulateur } from "@/scripts/tba-simulateur/simulateur";

export const CLE = "cle-de-test";

export type EffectifMontre = ObjetJson & {
  statut: StatutTba;
  parcours: Etape[];
  contrats: ObjetJson[];
  ancien_modele_seul: boolean;
};

export type SimulateurDeTest = {
  url: string;
  client: ClientTba;
  /** A transmission with the test's key, sent as it is. */
  poster(corps: string | Uint8Array<ArrayBuffer>, entetes?: Record<string, string>, chemin?: string): Promise<Response>;
  effectifs(parametres?: string): Promise<EffectifMontre[]>;
  pannes(...pannes: object[]): Promise<Response>;
  /** Forgets the dossiers, the faults and the calls. */
  vider(): Promise<void>;
  fermer(): Promise<void>;
};

/** Starts a simulated TBA on a free port, in this process. `delais`: the client's, when a test makes it wait in vain. */
export async function demarrer(
  env: Record<string, string> = {},
  delais: OptionsClientTba["delais"] = {},
): Promise<SimulateurDeTest> {
  const config: ConfigurationSimulateur = lireConfiguration({ TBA_SIMULATEUR_CLES: CLE, ...env });
  const simulateur = creerSimulateur(config);
  const url = `http://127.0.0.1:${await simulateur.ecouter(0, "127.0.0.1")}`;
  const client = creerClientTba({ urlBase: `${url}/api`, delais });
  return {
    url,
    client,
    poster: (corps, entetes = {}, chemin = "/api/v3/dossiers-apprenants") =>
      fetch(url + chemin, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${CLE}`, ...entetes },
        body: corps,
      }),
    effectifs: async (parametres = "") => {
      const reponse = await fetch(`${url}/_simulateur/effectifs?${parametres}`);
      return (await reponse.json()) as EffectifMontre[];
    },
    pannes: (...pannes) => fetch(`${url}/_simulateur/pannes`, { method: "POST", body: JSON.stringify(pannes) }),
    async vider() {
      for (const quoi of ["effectifs", "pannes", "appels"])
        await fetch(`${url}/_simulateur/${quoi}`, { method: "DELETE" });
    },
    async fermer() {
      await client.fermer();
      await simulateur.fermer();
    },
  };
}
