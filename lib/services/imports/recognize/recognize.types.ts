import type { Doubt } from "@/lib/domain/doubts";
import type { ImportRowAnswer } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import type { SetAsideReason } from "@/lib/domain/set-aside-reason";

/** `source` and `corrected`: what names the person, as received and as staff corrected it. */
export type KnownDossier = {
  id: string;
  idErpApprenant: string;
  anneeScolaire: string;
  source: JsonObject;
  corrected: JsonObject;
};
/** `rank`: its place in the file; `row`: its number in its sheet. `answer`: what a person said of it. */
export type ReceivedRow = {
  rank: number;
  sheet: string;
  row: number;
  source: JsonObject;
  answer: ImportRowAnswer | null;
};
export type RecognizedRow = ReceivedRow & {
  dossierId: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

export type RecognizedRows = {
  rows: RecognizedRow[];
  setAside: { row: ReceivedRow; reason: SetAsideReason }[];
  /** Rows under the identifier of somebody else: that person is untouched until someone answered. */
  doubtful: { row: ReceivedRow; dossierId: string; doubt: Doubt }[];
};
