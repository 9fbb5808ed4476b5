import type { ChampKey } from "@/lib/domain/champs";
import { sameValue } from "@/lib/domain/corrections";
import type { Json, JsonObject } from "@/lib/domain/json";
import { OWN_REPORT_HEADING, REPORT_SIGNED } from "@/lib/domain/own-report";
import { readSignature } from "@/lib/domain/report-signature";
import type { AssembledRow } from "./assemble-row";
import type { FoldedContracts } from "./fold-contracts";

/** Whether a cell of a row is as the report showed it, or says nothing any more. */
function untouchedIn(row: AssembledRow | undefined): (champ: ChampKey, value: Json) => boolean {
  const isUntouched = readSignature(row?.source[OWN_REPORT_HEADING]);
  const lost = new Set(
    (row?.doubts ?? []).flatMap(({ code, champ }) => (code === "contract-lost" ? (champ ?? []) : [])),
  );
  return (champ, value) => lost.has(champ) || isUntouched(champ, value);
}

/**
 * One row out of several of one dossier, in our own report that comes back: two people corrected a copy each, and put them together. What each touched is taken; a cell
 * that both changed is the first one's, and said. They are never several contracts.
 */
export function foldCopies([first, ...others]: readonly AssembledRow[]): FoldedContracts {
  const source: JsonObject = { ...first?.source };
  const differ = new Set<ChampKey>();
  const isUntouched = untouchedIn(first);
  for (const other of others) {
    const isOthersUntouched = untouchedIn(other);
    for (const champ of REPORT_SIGNED) {
      const [kept, said] = [source[champ] ?? null, other.source[champ] ?? null];
      if (sameValue(kept, said) || isOthersUntouched(champ, said)) continue;
      if (!isUntouched(champ, kept)) differ.add(champ);
      else if (said === null) delete source[champ];
      else source[champ] = said;
    }
  }
  return { source, left: 0, differ: [...differ], fieldOf: (_, champ) => champ };
}
