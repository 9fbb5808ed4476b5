import { champOf } from "@/lib/domain/champs";
import { plural } from "@/lib/domain/plural";
import { SHARED_CHAMPS } from "@/lib/domain/shared-champs";
import type { ReadColumns } from "./columns/read-columns";

/** Adds up rows under what is said of them, in the order in which it is first said. */
function countRows(said: readonly (readonly [what: string, rows: number])[]): [what: string, rows: number][] {
  const total = new Map<string, number>();
  for (const [what, rows] of said) if (rows > 0) total.set(what, (total.get(what) ?? 0) + rows);
  return [...total];
}

/** What a person said once for all the rows of a file, where no column tells it, and how many rows took it. */
export function givenNotices(read: readonly ReadColumns[]): string[] {
  const values = SHARED_CHAMPS.flatMap((champ) =>
    read.flatMap(({ given, table }) =>
      given.flatMap(({ field, value }) =>
        field === champ ? [[`${champOf(field).label} « ${String(value)} »`, table.numeros.length] as const] : [],
      ),
    ),
  );
  const byRows = new Map<number, string[]>();
  for (const [value, rows] of countRows(values)) byRows.set(rows, [...(byRows.get(rows) ?? []), value]);
  const copies = read.flatMap(({ copied, table }) =>
    copied.map(
      ({ field, from }) =>
        [`${champOf(field).label} : la même que ${champOf(from).label}`, table.numeros.length] as const,
    ),
  );
  return [
    ...[...byRows].map(
      ([rows, said]) =>
        `Donné une fois pour tout le fichier, où aucune colonne ne le dit : ${said.join(", ")} (${plural(rows, "ligne")}).`,
    ),
    ...countRows(copies).map(([said, rows]) => `${said}, où aucune colonne ne la dit (${plural(rows, "ligne")}).`),
  ];
}
