import { type Dispatcher, request } from "undici";
import { raisonReseau } from "./raisons";
import { lireRetryAfter } from "./retry-after";

/** All in milliseconds. */
export type Delais = {
  connexion: number;
  /** From the end of the sending to the answer's headers. */
  entetes: number;
  /** Between two pieces of the answer's body. */
  corps: number;
  /** The whole call: an answer that trickles must end too. */
  total: number;
};

export type ReponseHttp =
  | { statutHttp: number; texte: string; attendreSecondes: number | null }
  | { statutHttp: number | null; echec: string };

export type Demande = { url: string; corps: string; cle: string | null };

/** One POST of JSON, once: no retry, no redirection. Never throws for what the network does. */
export async function poster(
  { url, corps, cle }: Demande,
  dispatcher: Dispatcher,
  delais: Delais,
): Promise<ReponseHttp> {
  const abandon = new AbortController();
  const minuterie = setTimeout(() => abandon.abort(), delais.total);
  let statutHttp: number | null = null;
  try {
    const reponse = await request(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "user-agent": "passerelle-tba",
        ...(cle === null ? {} : { authorization: `Bearer ${cle}` }),
      },
      body: corps,
      dispatcher,
      headersTimeout: delais.entetes,
      bodyTimeout: delais.corps,
      signal: abandon.signal,
    });
    statutHttp = reponse.statusCode;
    const texte = Buffer.from(await reponse.body.arrayBuffer()).toString("utf8");
    return { statutHttp, texte, attendreSecondes: lireRetryAfter(reponse.headers["retry-after"], new Date()) };
  } catch (erreur) {
    return { statutHttp, echec: raisonReseau(erreur) };
  } finally {
    clearTimeout(minuterie);
  }
}
