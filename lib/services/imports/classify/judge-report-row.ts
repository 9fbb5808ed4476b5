import type { PreparationContext } from "@/lib/domain/anomalies/context";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { type Corrections, effectiveValues, sameValue } from "@/lib/domain/corrections";
import type { Json } from "@/lib/domain/json";
import { openDoubts } from "@/lib/domain/open-doubts";
import { parseValue } from "@/lib/domain/parse-value";
import { isApprenti } from "@/lib/domain/prepare";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import type { ExistingDossier, FullRow, JudgedRow } from "./judge-row";

/** Who somebody is and which year it is do not change by a report. */
const FROZEN: ReadonlySet<ChampKey> = new Set(["id_erp_apprenant", "annee_scolaire"]);

/** A value as reading it from a sheet gives it back: «1» and 1 are the same. */
function asRead(champ: ChampKey, value: Json | undefined): Json {
  if (value === undefined || value === null || typeof value === "object") return value ?? null;
  return parseValue(champOf(champ).type, value) ?? null;
}

/** The corrections of a dossier once a row of the report has spoken, and what it changes. */
function correctedBy(row: FullRow, known: ExistingDossier, fields: readonly ChampKey[]) {
  const corrections: Corrections = { ...known.corrections };
  const changes: NonNullable<JudgedRow["changes"]> = {};
  const effective = effectiveValues(known.source, known.corrections);
  for (const champ of fields) {
    const after = row.source[champ] ?? null;
    if (FROZEN.has(champ) || sameValue(after, asRead(champ, effective[champ]))) continue;
    changes[champ] = { before: effective[champ] ?? null, after };
    if (sameValue(after, asRead(champ, known.source[champ]))) delete corrections[champ];
    else corrections[champ] = { value: after, source: known.source[champ] ?? null };
  }
  return { corrections, changes };
}

/**
 * What a row of our own report, corrected in a spreadsheet, does to its dossier: what differs becomes a correction, which the software's next
 * file will not undo; its source stays the software's. `fields`: those that the file still has columns for. Writes nothing.
 */
export function judgeReportRow(
  row: FullRow,
  known: ExistingDossier,
  fields: readonly ChampKey[],
  outside: PreparationContext,
): JudgedRow {
  const { corrections, changes } = correctedBy(row, known, fields);
  const { source, doubts, confirmed, idErpApprenant, anneeScolaire } = known;
  const kept = Object.keys(corrections).length;
  const identity = {
    rank: row.rank,
    dossierId: known.id,
    idErpApprenant,
    anneeScolaire,
    ended: [],
    questions: [],
    kept,
  };
  if (Object.keys(changes).length === 0) {
    const { apprenant, blocked, apprenti } = known;
    return { ...identity, kind: "unchanged", apprenant, blocked, apprenti, changes: null, gained: 0, toRecord: null };
  }
  const questions = openDoubts({ source, doubts, confirmed, corrections });
  const columns = preparedColumns(source, corrections, { ...outside, openDoubts: questions });
  const apprenti = isApprenti(effectiveValues(source, corrections));
  const valid = (d: { apprenti: boolean; blocked: boolean }) => (d.apprenti && !d.blocked ? 1 : 0);
  return {
    ...identity,
    kind: "modified",
    apprenant: columns.apprenant,
    blocked: columns.blocked,
    apprenti,
    changes,
    gained: valid(columns) - valid(known),
    toRecord: { isNew: false, id: known.id, idErpApprenant, anneeScolaire, doubts, confirmed, ...columns },
  };
}
