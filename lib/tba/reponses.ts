/** What the TBA says of one dossier. `champ` is the API's field name, «a.b» for a nested one, empty for the whole. */
export type MessageTba = { champ: string; message: string };
export type ResultatDossierTba = { accepte: true } | { accepte: false; messages: MessageTba[] };

/** No answer that counts: try again later. `raison`: a French sentence without personal data, key or address. */
export type Indisponible = { genre: "indisponible"; statutHttp: number | null; raison: string };

export type ReponseTransmission =
  /** `resultats[i]` answers the i-th dossier sent. */
  | { genre: "reponse"; statutHttp: number; resultats: ResultatDossierTba[] }
  | { genre: "cle-refusee" }
  | { genre: "trop-de-requetes"; attendreSecondes: number | null }
  | { genre: "trop-gros" }
  /** The TBA took nothing of this call. `message` is its own and may quote a dossier: never log it. */
  | { genre: "requete-refusee"; statutHttp: number; message: string }
  | Indisponible;

export type ReponseTest = { genre: "acceptee" } | { genre: "refusee" } | { genre: "injoignable"; raison: string };

export type OrganismeTba = { uai: string | null; siret: string; nom: string | null; ferme: boolean };
/** «inconnu» is a warning, never a proof of refusal: the TBA repairs some couples by itself. */
export type ReponseOrganisme =
  | { genre: "connu"; organisme: OrganismeTba }
  | { genre: "inconnu" }
  | { genre: "injoignable"; raison: string };
