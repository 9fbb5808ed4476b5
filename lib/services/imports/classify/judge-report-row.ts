import type { PreparationContext } from "@/lib/domain/anomalies/context";
import type { ChampKey } from "@/lib/domain/champs";
import { type Corrections, effectiveValues, sameValue } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { DOSSIER_KEY } from "@/lib/domain/identity-fields";
import type { Json } from "@/lib/domain/json";
import { asRead } from "@/lib/domain/mended-cells";
import { openDoubts } from "@/lib/domain/open-doubts";
import { OWN_REPORT_HEADING } from "@/lib/domain/own-report";
import { isApprenti, validityGained } from "@/lib/domain/prepare";
import { readSignature } from "@/lib/domain/report-signature";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { plainRule, readValue } from "@/lib/spreadsheet/columns/read-column";
import type { ExistingDossier, FullRow, JudgedRow } from "./judge-row";

/**
 * A value as reading the cell that the report shows of it gives it back, by the same reader: a cell that nobody touched is no correction, whatever
 * the software wrote («néant», two spaces, a line within, a day that only a file reads).
 */
function readAgain(champ: ChampKey, value: Json | undefined): Json {
  const shown = formatInput(value);
  if (shown === "") return null;
  return readValue(shown, plainRule(champ)).value ?? null;
}

/** The corrections of a dossier once a row of the report has spoken, and what it changes. */
function correctedBy(row: FullRow, known: ExistingDossier, fields: readonly ChampKey[]) {
  const corrections: Corrections = { ...known.corrections };
  const changes: NonNullable<JudgedRow["changes"]> = {};
  const effective = effectiveValues(known.source, known.corrections);
  // An error of the spreadsheet, or a formula without a value, says nothing.
  const typed = asRead(row.source);
  const lost = new Set(
    row.doubts.flatMap(({ code, champ }) => (code === "contract-lost" && champ && !(champ in typed) ? [champ] : [])),
  );
  const isUntouched = readSignature(row.source[OWN_REPORT_HEADING]);
  for (const champ of fields) {
    const after = row.source[champ] ?? null;
    if (DOSSIER_KEY.has(champ) || lost.has(champ) || sameValue(after, effective[champ])) continue;
    // The software may have sent something else since: the report must not take it back.
    if (isUntouched(champ, after)) continue;
    if (sameValue(after, readAgain(champ, effective[champ]))) continue;
    changes[champ] = { before: effective[champ] ?? null, after };
    if (sameValue(after, readAgain(champ, known.source[champ]))) delete corrections[champ];
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
  return {
    ...identity,
    kind: "modified",
    apprenant: columns.apprenant,
    blocked: columns.blocked,
    apprenti,
    changes,
    gained: validityGained(known, columns),
    toRecord: { isNew: false, id: known.id, idErpApprenant, anneeScolaire, doubts, confirmed, ...columns },
  };
}
