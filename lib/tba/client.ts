import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import { type Delais, type Demande, poster, type ReponseHttp } from "./appel-http";
import { lireJson } from "./lire-json";
import { lireOrganisme } from "./lire-organisme";
import { lireTransmission } from "./lire-transmission";
import { REPONSE_ILLISIBLE, raisonStatut, TROP_DE_REQUETES } from "./raisons";
import type { ReponseOrganisme, ReponseTest, ReponseTransmission } from "./reponses";

export type { ReponseOrganisme, ReponseTest, ReponseTransmission };

const DELAIS: Delais = { connexion: 10_000, entetes: 90_000, corps: 30_000, total: 180_000 };

/** An answer repeats what was sent, with up to a few messages for each dossier. */
const MAX_OCTETS_REPONSE = 64 * 1024 * 1024;

/** What an HTTP header can carry: nothing else can be a key, and nothing else is sent. */
const CLE_POSSIBLE = /^[\x21-\x7e]+$/;

const estUnObjet = (texte: string) => texte.startsWith("{") && texte.endsWith("}");

const TestSchema = z.object({ msg: z.literal("ok") });

export type OptionsClientTba = {
  /** Like «https://cfas.apprentissage.beta.gouv.fr/api». */
  urlBase: string;
  delais?: Partial<Delais>;
  /** Another way to the network than the client's own pool; it then rules the connection's delay itself. */
  dispatcher?: Dispatcher;
};

/** The TBA over HTTP. Each method makes exactly one call, never retries, and never throws for what the network or the TBA does. */
export type ClientTba = {
  /** Sends dossiers, each already JSON text of an object: what leaves is these texts, to the byte, in an array. */
  transmettre(cle: string, dossiersJson: readonly string[]): Promise<ReponseTransmission>;
  /** Asks whether the TBA takes a key; stores nothing there. */
  testerCle(cle: string): Promise<ReponseTest>;
  /** Asks whether the TBA knows a couple, exactly as written (UAI in capitals). Needs no key. */
  chercherOrganisme(uai: string | null, siret: string): Promise<ReponseOrganisme>;
  /** Closes the client's own connections; calls under way end as «indisponible». */
  fermer(): Promise<void>;
};

function lireTest(reponse: ReponseHttp): ReponseTest {
  if ("echec" in reponse) return { genre: "injoignable", raison: reponse.echec };
  const { statutHttp, texte } = reponse;
  if (statutHttp === 403) return { genre: "refusee" };
  if (statutHttp === 429) return { genre: "injoignable", raison: TROP_DE_REQUETES };
  if (statutHttp !== 200) return { genre: "injoignable", raison: raisonStatut(statutHttp) };
  return lireJson(texte, TestSchema) === null
    ? { genre: "injoignable", raison: REPONSE_ILLISIBLE }
    : { genre: "acceptee" };
}

/** A client of the TBA (api-v3.md). Throws when `urlBase` is not an http(s) address. */
export function creerClientTba({ urlBase, delais, dispatcher }: OptionsClientTba): ClientTba {
  const base = urlBase.replace(/\/+$/, "");
  if (!/^https?:$/.test(new URL(base).protocol))
    throw new Error("L'adresse du TBA doit commencer par https:// ou http://.");
  const choisis = { ...DELAIS, ...delais };
  const agent = new Agent({ connect: { timeout: choisis.connexion }, maxResponseSize: MAX_OCTETS_REPONSE });
  const appeler = (chemin: string, demande: Omit<Demande, "url">) =>
    poster({ ...demande, url: base + chemin }, dispatcher ?? agent, choisis);

  return {
    async transmettre(cle, dossiersJson) {
      if (!dossiersJson.every(estUnObjet)) throw new Error("Chaque texte doit être un dossier.");
      if (!CLE_POSSIBLE.test(cle)) return { genre: "cle-refusee" };
      const corps = `[${dossiersJson.join(",")}]`;
      return lireTransmission(await appeler("/v3/dossiers-apprenants", { corps, cle }), dossiersJson);
    },
    async testerCle(cle) {
      if (!CLE_POSSIBLE.test(cle)) return { genre: "refusee" };
      return lireTest(await appeler("/v3/dossiers-apprenants/test", { corps: "{}", cle }));
    },
    async chercherOrganisme(uai, siret) {
      const corps = JSON.stringify({ uai, siret });
      return lireOrganisme(await appeler("/v1/organismes/get-by-uai-siret", { corps, cle: null }), uai, siret);
    },
    async fermer() {
      await agent.destroy();
    },
  };
}
