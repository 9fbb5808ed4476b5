import type { ChampKey } from "@/lib/domain/champs";
import { type Correction, type Corrections, sameValue } from "@/lib/domain/corrections";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { CorrectableDossier, CorrectedDossier } from "./corrected-dossiers";

/** `value`: undefined removes the correction, null empties the field, a value equal to the source's removes the correction. */
export type Change = { dossierId: string; champ: ChampKey; value: Json | undefined };

/** One field of one dossier: the correction that stood there and the one that takes its place; null for none. */
export type ChangedRow = {
  dossierId: string;
  champ: ChampKey;
  before: Correction | null;
  after: Correction | null;
};

function correctionFor(source: JsonObject, champ: ChampKey, value: Json | undefined): Correction | null {
  const received = source[champ] ?? null;
  return value === undefined || sameValue(value, received) ? null : { value, source: received };
}

const sameCorrection = (a: Correction | null, b: Correction | null) =>
  a === null || b === null ? a === b : sameValue(a.value, b.value) && sameValue(a.source, b.source);

/** The corrections of a dossier with one of them replaced or, when `after` is null, removed. */
export function withCorrection(corrections: Corrections, champ: ChampKey, after: Correction | null): Corrections {
  const { [champ]: _, ...others } = corrections;
  return after === null ? others : { ...others, [champ]: after };
}

/** What changes make of dossiers: those that change, with their new corrections, and each change. Of two for one field the last wins. */
export function newCorrections(
  dossiers: readonly CorrectableDossier[],
  changes: readonly Change[],
): { corrected: CorrectedDossier[]; rows: ChangedRow[] } {
  const byDossier = new Map<string, Map<ChampKey, Json | undefined>>();
  for (const { dossierId, champ, value } of changes) {
    const champs = byDossier.get(dossierId);
    if (champs === undefined) byDossier.set(dossierId, new Map([[champ, value]]));
    else champs.set(champ, value);
  }
  const corrected: CorrectedDossier[] = [];
  const rows: ChangedRow[] = [];
  for (const dossier of dossiers) {
    let { corrections } = dossier;
    for (const [champ, value] of byDossier.get(dossier.id) ?? []) {
      const before = dossier.corrections[champ] ?? null;
      const after = correctionFor(dossier.source, champ, value);
      if (sameCorrection(before, after)) continue;
      corrections = withCorrection(corrections, champ, after);
      rows.push({ dossierId: dossier.id, champ, before, after });
    }
    if (corrections !== dossier.corrections) corrected.push({ dossier, corrections });
  }
  return { corrected, rows };
}
