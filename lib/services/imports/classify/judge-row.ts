import type { dossiers } from "@/db/schema/dossiers";
import type { FieldChange } from "@/db/schema/import-staging";
import type { PreparationContext } from "@/lib/domain/anomalies/context";
import type { ChampKey } from "@/lib/domain/champs";
import {
  type Correction,
  type Corrections,
  effectiveValues,
  rebaseCorrections,
  sameValue,
} from "@/lib/domain/corrections";
import type { Doubt } from "@/lib/domain/doubts";
import type { CorrectionOutcome } from "@/lib/domain/enumerations";
import { identifierOf } from "@/lib/domain/identity-fields";
import type { Json, JsonObject } from "@/lib/domain/json";
import { splitMends } from "@/lib/domain/mended-cells";
import { doubtKey, openDoubts } from "@/lib/domain/open-doubts";
import { isApprenti, validityGained } from "@/lib/domain/prepare";
import { isTyped, typedAsCorrections, typedBeside } from "@/lib/domain/typed-source";
import { orderedId } from "@/lib/security/ordered-id";
import type { RecognizedRow } from "@/lib/services/imports/recognize/recognize.types";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import type { DossierToRecord } from "@/lib/services/preparation/record-dossiers";

/** What an import needs to know of a dossier that is there already. */
export type ExistingDossier = Pick<
  typeof dossiers.$inferSelect,
  | "id"
  | "idErpApprenant"
  | "anneeScolaire"
  | "source"
  | "corrections"
  | "doubts"
  | "confirmed"
  | "apprenti"
  | "blocked"
  | "apprenant"
  | "importId"
>;

/** All of a staged row, once it is known whose it is. */
export type FullRow = Omit<RecognizedRow, "answer"> & { doubts: Doubt[]; confirmed: string[] };

/** A correction that the file ended: the software now says the same, or something else, which wins. */
export type CorrectionEnd = {
  dossierId: string;
  champ: ChampKey;
  outcome: CorrectionOutcome;
  correction: Correction;
  received: Json;
};

export type JudgedRow = {
  rank: number;
  kind: "new" | "modified" | "unchanged";
  dossierId: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
  apprenant: string;
  changes: Record<string, FieldChange> | null;
  questions: Doubt[];
  blocked: boolean;
  apprenti: boolean;
  /** How many dossiers more are valid by it: 1, 0 or -1. */
  gained: number;
  /** How many corrections hold, and those that end. */
  kept: number;
  ended: CorrectionEnd[];
  /** The dossier as it is to be written; null when nothing of it changes. */
  toRecord: DossierToRecord | null;
};

function changesOf(before: JsonObject, after: JsonObject): Record<string, FieldChange> {
  const changes: Record<string, FieldChange> = {};
  const compare = (champ: string) => {
    if (sameValue(before[champ], after[champ])) return;
    changes[champ] = { before: before[champ] ?? null, after: after[champ] ?? null };
  };
  for (const champ of Object.keys(before)) compare(champ);
  for (const champ of Object.keys(after)) if (!Object.hasOwn(before, champ)) compare(champ);
  return changes;
}

/** What a file says of the cells that were typed again is not what becomes of them. */
const withoutFields = (changes: Record<string, FieldChange>, mends: Corrections): Record<string, FieldChange> =>
  Object.fromEntries(Object.entries(changes).filter(([champ]) => !Object.hasOwn(mends, champ)));

/** What cells typed again change of a dossier. */
function mendsOf(known: ExistingDossier, mends: Corrections): Record<string, FieldChange> {
  const effective = effectiveValues(known.source, known.corrections);
  const after = Object.fromEntries(Object.entries(mends).map(([champ, { value }]) => [champ, value]));
  return changesOf(Object.fromEntries(Object.keys(after).map((champ) => [champ, effective[champ] ?? null])), after);
}

function replay(known: ExistingDossier, source: JsonObject): { corrections: Corrections; ended: CorrectionEnd[] } {
  const standing = isTyped(known.source)
    ? typedAsCorrections(known.source, known.corrections, source)
    : known.corrections;
  const { corrections, settled, overridden } = rebaseCorrections(standing, source);
  const ended = (champs: readonly ChampKey[], outcome: CorrectionOutcome) =>
    champs.flatMap((champ): CorrectionEnd[] => {
      const correction = standing[champ];
      return correction === undefined
        ? []
        : [{ dossierId: known.id, champ, outcome, correction, received: source[champ] ?? null }];
    });
  return { corrections, ended: [...ended(settled, "settled"), ...ended(overridden, "overridden")] };
}

const sameTexts = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((text) => b.includes(text));

/** The source of a row, with the identifier that it was given where it has none, or somebody else's. */
const completeSource = ({ source, idErpApprenant }: FullRow): JsonObject =>
  identifierOf(source) === idErpApprenant ? source : { ...source, id_erp_apprenant: idErpApprenant };

/**
 * What a row does to its dossier (null: a new one), prepared as it would be written. Corrections that the file does not contradict hold;
 * what somebody once confirmed is not asked again. Writes nothing.
 */
export function judgeRow(row: FullRow, known: ExistingDossier | null, outside: PreparationContext): JudgedRow {
  const { rank, idErpApprenant, anneeScolaire, doubts } = row;
  const read = splitMends(row.source);
  const { mends } = read;
  const source = completeSource({ ...row, source: read.source });
  const held = known === null ? { corrections: {}, ended: [] } : replay(known, source);
  const corrections = { ...held.corrections, ...mends };
  const ended = held.ended.filter(({ champ }) => mends[champ] === undefined);
  const answers = new Set([...(known?.confirmed ?? []), ...row.confirmed]);
  const confirmed = [...new Set(doubts.map((doubt) => doubtKey(doubt, source)))].filter((key) => answers.has(key));
  const questions = openDoubts({ source, doubts, confirmed, corrections });
  const byHand = known !== null && isTyped(known.source);
  const before = byHand ? typedBeside(known.source, known.corrections, source) : (known?.source ?? {});
  const said = changesOf(before, source);
  const changes = known === null ? null : { ...withoutFields(said, mends), ...mendsOf(known, mends) };
  const same = known !== null && Object.keys(changes ?? {}).length === 0 && known.anneeScolaire === anneeScolaire;
  const sameSaid =
    known !== null &&
    !byHand &&
    Object.keys(said).length === 0 &&
    sameTexts(
      known.doubts.map((doubt) => doubt.sentence),
      doubts.map((doubt) => doubt.sentence),
    ) &&
    sameTexts(known.confirmed, confirmed);
  const ownIdentity = { rank, dossierId: known?.id ?? null, idErpApprenant, anneeScolaire };
  if (known !== null && same && sameSaid) {
    const { apprenant, blocked } = known;
    const kept = Object.keys(known.corrections).length;
    const untouched = { changes: null, gained: 0, kept, ended: [], toRecord: null };
    return {
      ...ownIdentity,
      kind: "unchanged",
      apprenant,
      questions,
      blocked,
      apprenti: isApprenti(effectiveValues(source, known.corrections)),
      ...untouched,
    };
  }
  const columns = preparedColumns(source, corrections, { ...outside, openDoubts: questions });
  return {
    ...ownIdentity,
    kind: known === null ? "new" : same ? "unchanged" : "modified",
    apprenant: columns.apprenant,
    changes: same ? null : changes,
    questions,
    blocked: columns.blocked,
    apprenti: columns.apprenti,
    gained: validityGained(known, columns),
    kept: Object.keys(corrections).length - Object.keys(mends).length,
    ended,
    toRecord: {
      id: known?.id ?? orderedId(),
      isNew: known === null,
      idErpApprenant,
      anneeScolaire,
      doubts: [...doubts],
      confirmed,
      ...columns,
    },
  };
}
