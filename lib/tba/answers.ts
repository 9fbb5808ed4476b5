/** What the TBA says of one dossier. `champ` is the API's field name, «a.b» for a nested one, empty for the whole. */
export type TbaMessage = { champ: string; message: string };
export type TbaDossierResult = { accepted: true } | { accepted: false; messages: TbaMessage[] };

/** No answer that counts: try again later. `reason`: a French sentence without personal data, key or address. */
export type Unavailable = { kind: "unavailable"; httpStatus: number | null; reason: string };

export type TransmissionAnswer =
  /** `results[i]` answers the i-th dossier sent. */
  | { kind: "answer"; httpStatus: number; results: TbaDossierResult[] }
  | { kind: "key-refused" }
  | { kind: "too-many-requests"; waitSeconds: number | null }
  | { kind: "too-big" }
  /** The TBA took nothing of this call. `message` is its own and may quote a dossier: never log it. */
  | { kind: "request-refused"; httpStatus: number; message: string }
  | Unavailable;

export type TestAnswer = { kind: "accepted" } | { kind: "refused" } | { kind: "unreachable"; reason: string };

export type TbaOrganisme = { uai: string | null; siret: string; name: string | null; closed: boolean };
/** «unknown» is a warning, never a proof of refusal: the TBA repairs some couples by itself. */
export type OrganismeAnswer =
  | { kind: "known"; organisme: TbaOrganisme }
  | { kind: "unknown" }
  | { kind: "unreachable"; reason: string };
