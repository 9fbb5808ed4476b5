import type { ConfigurationSimulateur } from "./configuration";
import type { Effectifs } from "./effectifs";
import { identifiantStable } from "./identifiant";
import { creerLimiteur } from "./limiteur";
import { chercherOrganisme } from "./organismes";
import { corpsDeReponse, juger } from "./premier-stade";
import { avecEntetes, type Reponse, reponseErreur, reponseIntrouvable, reponseJson, reponseTexteJson } from "./reponse";

export const CHEMIN_DOSSIERS = "/api/v3/dossiers-apprenants";
export const CHEMIN_ORGANISME = "/api/v1/organismes/get-by-uai-siret";

const MAX_DOSSIERS = 2000;
const TROP_DE_REQUETES = "Trop de requêtes, veuillez réessayer plus tard.";

/** A call whose body was read. `chemin` is in small letters, without query or final slash. */
export type Appel = {
  methode: string;
  chemin: string;
  /** As received, for «Cannot GET …». */
  cheminRecu: string;
  ip: string;
  autorisation: string | undefined;
  corps: unknown;
};

type Lecture = { cle: string } | { refus: string };

/** The key of an Authorization header, or the TBA's words when there is none. */
export function lireAutorisation(entete: string | undefined): Lecture {
  if (!entete) return { refus: "Clé API manquante" };
  if (!entete.startsWith("Bearer ")) return { refus: "La clé API doit etre au format Bearer" };
  return { cle: entete.slice("Bearer ".length) };
}

/** What Joi blames in the body of a transmission, none when it is an array of at most 2,000. */
function erreursDuTableau(corps: unknown): object[] {
  const label = "value";
  if (!Array.isArray(corps)) {
    const message = '"value" must be an array';
    return [{ message, path: [], type: "array.base", context: { label, value: corps } }];
  }
  if (corps.length <= MAX_DOSSIERS) return [];
  const message = `"value" must contain less than or equal to ${MAX_DOSSIERS} items`;
  return [{ message, path: [], type: "array.max", context: { limit: MAX_DOSSIERS, value: corps, label } }];
}

/** The three routes of the TBA, in its own order: rate by address, key, rate by organisme, array, then each dossier. */
export function creerRoutesTba(config: ConfigurationSimulateur, effectifs: Effectifs): (appel: Appel) => Reponse {
  const parAdresse = creerLimiteur(300);
  const parOrganisme = creerLimiteur(3000);
  const publiques = creerLimiteur(300);
  const organismes = new Map(
    config.cles.map(({ cle, organisme }) => [
      cle,
      identifiantStable(organisme === null ? cle : `${organisme.uai}:${organisme.siret}`),
    ]),
  );

  function recevoirDossiers(cle: string, sourceOrganismeId: string, corps: unknown): Reponse {
    const details = erreursDuTableau(corps);
    if (details.length > 0 || !Array.isArray(corps)) return reponseErreur(400, "Erreur de validation", { details });
    const jugement = juger(corps, sourceOrganismeId);
    if (!config.oublie) effectifs.recevoir(cle, jugement.acceptes);
    return reponseTexteJson(200, corpsDeReponse(jugement));
  }

  function traiterAvecCle({ methode, chemin, cheminRecu, ip, autorisation, corps }: Appel): Reponse {
    const adresse = parAdresse.consommer(ip);
    if (adresse.refuse) return avecEntetes(reponseErreur(429, TROP_DE_REQUETES), adresse.entetes);
    const lecture = lireAutorisation(autorisation);
    if ("refus" in lecture) return avecEntetes(reponseErreur(403, lecture.refus), adresse.entetes);
    const organisme = organismes.get(lecture.cle);
    if (organisme === undefined) return avecEntetes(reponseErreur(403, "La clé API n'est pas valide"), adresse.entetes);
    parAdresse.oublier(ip);

    const debit = parOrganisme.consommer(organisme);
    if (debit.refuse) return avecEntetes(reponseErreur(429, TROP_DE_REQUETES), debit.entetes);
    const route = `${methode} ${chemin.slice(CHEMIN_DOSSIERS.length)}`;
    if (route === "POST ") return avecEntetes(recevoirDossiers(lecture.cle, organisme, corps), debit.entetes);
    if (route === "POST /test") return avecEntetes(reponseJson(200, { msg: "ok" }), debit.entetes);
    return avecEntetes(reponseIntrouvable(methode, cheminRecu), debit.entetes);
  }

  return (appel) => {
    const { methode, chemin, cheminRecu, ip, corps } = appel;
    if (chemin === CHEMIN_DOSSIERS || chemin.startsWith(`${CHEMIN_DOSSIERS}/`)) return traiterAvecCle(appel);
    if (chemin !== CHEMIN_ORGANISME || methode !== "POST") return reponseIntrouvable(methode, cheminRecu);
    const debit = publiques.consommer(ip);
    if (debit.refuse) return avecEntetes(reponseErreur(429, TROP_DE_REQUETES), debit.entetes);
    return avecEntetes(chercherOrganisme(corps, config.couplesInconnus), debit.entetes);
  };
}
