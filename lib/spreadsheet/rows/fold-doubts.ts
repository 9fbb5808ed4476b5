import { champOf } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { AssembledRow } from "./assemble-row";
import type { FoldedContracts } from "./fold-contracts";

/**
 * What must be asked of a dossier that several rows make: each doubt at the field where its value now stands («du deuxième contrat»), once; nothing of a value that
 * another row's took the place of.
 */
export function foldDoubts({ source, fieldOf }: FoldedContracts, rows: readonly AssembledRow[]): Doubt[] {
  const folded = new Map<string, Doubt>();
  for (const row of rows) {
    for (const doubt of row.doubts) {
      const { champ, code } = doubt;
      const field = champ === null ? null : fieldOf(row.source, champ);
      if (champ !== null && (field === null || row.source[champ] !== source[field])) continue;
      const isMoved = champ !== null && field !== null && field !== champ;
      const sentence = isMoved
        ? doubt.sentence.replace(champOf(champ).subject, champOf(field).subject)
        : doubt.sentence;
      folded.set(JSON.stringify([code, field, sentence]), { code, champ: field, sentence });
    }
  }
  return [...folded.values()];
}
