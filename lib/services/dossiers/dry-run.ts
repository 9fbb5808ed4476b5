import type { Db } from "@/db/database";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import { type CorrectableDossier, prepareCorrected } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Change, newCorrections } from "@/lib/services/dossiers/corrections/new-corrections";

export type DryRun = {
  /** All that would stop the dossier. */
  bloquantes: Anomalie[];
  /** Of these, a sentence for each field that was given a value and has its part in it. */
  faults: Partial<Record<ChampKey, string>>;
};

/** Runs the pipeline on a dossier as changes would make it. Writes nothing. */
export async function dryRun(db: Db, dossier: CorrectableDossier, changes: readonly Change[]): Promise<DryRun> {
  const { corrected } = newCorrections([dossier], changes);
  const [prepared] = await prepareCorrected(db, corrected);
  const bloquantes = prepared?.columns.anomalies.filter((a) => a.severity === "bloquante") ?? [];
  const given = new Set(changes.filter((c) => c.value !== undefined).map((c) => c.champ));
  const faults: DryRun["faults"] = {};
  for (const { champs, sentence } of bloquantes) {
    const faulty = champs.find((champ) => given.has(champ));
    if (faulty !== undefined) faults[faulty] ??= sentence;
  }
  return { bloquantes, faults };
}
