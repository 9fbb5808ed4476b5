import { champOf } from "@/lib/domain/champs";
import { plural } from "@/lib/domain/plural";
import { SHARED_CHAMPS } from "@/lib/domain/shared-champs";
import type { ReadColumns } from "./columns/read-columns";

/** What a person gave once for all the rows of a file, where no column tells it, and how many rows took it. */
export function givenNotices(read: readonly ReadColumns[]): string[] {
  const all = read.flatMap(({ given, table }) => given.map((each) => ({ ...each, rows: table.numeros.length })));
  const byRows = new Map<number, string[]>();
  for (const champ of SHARED_CHAMPS) {
    const taken = all.filter(({ field }) => field === champ);
    const rows = taken.reduce((total, each) => total + each.rows, 0);
    if (rows === 0) continue;
    byRows.set(rows, [...(byRows.get(rows) ?? []), `${champOf(champ).label} « ${String(taken[0]?.value)} »`]);
  }
  return [...byRows].map(
    ([rows, values]) =>
      `Donné une fois pour tout le fichier, où aucune colonne ne le dit : ${values.join(", ")} (${plural(rows, "ligne")}).`,
  );
}
