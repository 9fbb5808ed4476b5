import type { dossiers } from "@/db/schema/dossiers";
import type { PreparationContext } from "@/lib/domain/anomalies/context";
import type { ChampKey } from "@/lib/domain/champs";
import { type Correction, type Corrections, rebaseCorrections } from "@/lib/domain/corrections";
import type { CorrectionOutcome } from "@/lib/domain/enumerations";
import type { Json, JsonObject } from "@/lib/domain/json";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import type { DossierToRecord } from "@/lib/services/preparation/record-dossiers";
import type { RecognisedRow } from "./recognize-rows";

/** What an import needs to know of a dossier that is there already. */
export type ExistingDossier = Pick<
  typeof dossiers.$inferSelect,
  "id" | "idErpApprenant" | "anneeScolaire" | "source" | "corrections"
>;

/** A correction that the file ended: the software now says the same, or something else, which wins. */
export type CorrectionEnd = {
  dossierId: string;
  champ: ChampKey;
  outcome: CorrectionOutcome;
  correction: Correction;
  received: Json;
};

export type SortedRows = {
  /** New dossiers, and those whose source changed. */
  toWrite: DossierToRecord[];
  created: number;
  /** How many corrections hold. */
  kept: number;
  ended: CorrectionEnd[];
};

/** Key order is not a change: jsonb does not keep it. */
function sameSource(a: object, b: object): boolean {
  const sort = (object: object) => JSON.stringify(Object.entries(object).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sort(a) === sort(b);
}

function replay(known: ExistingDossier, source: JsonObject): Pick<SortedRows, "ended"> & { kept: Corrections } {
  const { corrections, settled, overridden } = rebaseCorrections(known.corrections, source);
  const finished = (champ: ChampKey, outcome: CorrectionEnd["outcome"]): CorrectionEnd[] => {
    const correction = known.corrections[champ];
    return correction === undefined
      ? []
      : [{ dossierId: known.id, champ, outcome, correction, received: source[champ] ?? null }];
  };
  return {
    kept: corrections,
    ended: [
      ...settled.flatMap((champ) => finished(champ, "settled")),
      ...overridden.flatMap((champ) => finished(champ, "overridden")),
    ],
  };
}

/** Prepares the rows that change something, and says what becomes of the corrections of all of them. Writes nothing. */
export function sortRows(
  rows: readonly RecognisedRow[],
  known: readonly ExistingDossier[],
  ctx: PreparationContext,
): SortedRows {
  const byId = new Map(known.map((d) => [d.id, d]));
  const sorted: SortedRows = { toWrite: [], created: 0, kept: 0, ended: [] };
  for (const { dossierId, idErpApprenant, anneeScolaire, source } of rows) {
    const known = dossierId === null ? undefined : byId.get(dossierId);
    let corrections: Corrections = {};
    if (known === undefined) sorted.created += 1;
    else if (sameSource(known.source, source) && known.anneeScolaire === anneeScolaire) {
      sorted.kept += Object.keys(known.corrections).length;
      continue;
    } else {
      const { kept, ended } = replay(known, source);
      corrections = kept;
      sorted.kept += Object.keys(kept).length;
      sorted.ended.push(...ended);
    }
    sorted.toWrite.push({
      id: dossierId,
      idErpApprenant,
      anneeScolaire,
      ...preparedColumns(source, corrections, ctx),
    });
  }
  return sorted;
}
