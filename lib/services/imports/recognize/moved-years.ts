import { yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { inSlices } from "@/lib/services/imports/slices";

type Known = { id: string; idErpApprenant: string; anneeScolaire: string; source: JsonObject; corrected: JsonObject };
type Row = { idErpApprenant: string; anneeScolaire: string; dossierId: string | null };

const keyOf = (id: string, year: string) => JSON.stringify([id, year]);

/** The dossiers that staff moved to another school year, by identifier and that year: the TBA knows them under it. */
async function indexMoved(known: readonly Known[]): Promise<ReadonlyMap<string, Known>> {
  const moved = new Map<string, Known>();
  for await (const slice of inSlices(known)) {
    for (const dossier of slice) {
      if (dossier.corrected === dossier.source) continue;
      const year = yearOf(dossier.corrected);
      if (year !== "" && year !== dossier.anneeScolaire) moved.set(keyOf(dossier.idErpApprenant, year), dossier);
    }
  }
  return moved;
}

/**
 * Gives the rows of a year to which staff moved a dossier that dossier (the software says the same now), and adds it to `wanted`. One whose
 * dossier is in the file under its own year too is put aside: the TBA would take both for one. `others`: the rows that are left.
 */
export async function giveMoved<R extends Row>(
  known: readonly Known[],
  rows: readonly R[],
  wanted: Set<string>,
): Promise<{ others: R[]; asides: ReadonlySet<R> }> {
  const asides = new Set<R>();
  if (rows.length === 0) return { others: [], asides };
  const moved = await indexMoved(known);
  const others = rows.filter((row) => {
    const dossier = moved.get(keyOf(row.idErpApprenant, row.anneeScolaire));
    if (dossier === undefined) return true;
    if (wanted.has(dossier.id)) asides.add(row);
    else {
      row.dossierId = dossier.id;
      wanted.add(dossier.id);
    }
    return false;
  });
  return { others, asides };
}
