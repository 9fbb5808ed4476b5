import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import { identifierOf, identityOf, NAMES } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import type { ReadColumns } from "@/lib/spreadsheet/columns/read-columns";
import type { RowIdentity, RowReading, RowSetAside } from "@/lib/spreadsheet/reading.types";
import { type AssembledRow, assembleRow } from "./assemble-row";
import { dossierKey, groupsOf, type NamedRow } from "./dossier-groups";
import { foldContracts } from "./fold-contracts";
import { foldCopies } from "./fold-copies";
import { foldDoubts } from "./fold-doubts";
import { isSamePerson } from "./same-person";
import { hasMisplaced, SHIFTED } from "./shifted-row";

/** Without these, nobody can tell whose dossier it is. */
const REQUIRED = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [ChampKey, string])[];

/** What tells whose a row is, and whether it can be a dossier. */
const TELLS_WHOSE: ReadonlySet<ChampKey> = new Set(NAMES);

const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });

/**
 * The rows of all the tables: those that make no dossier, and those that do, given one by one, first whose they are and then all of them. `folded`: rows joined to another as one more contract of the
 * same person; `copies`: those that say one of our own report's dossiers again; `crowded`: rows of people who have more contracts than a dossier takes; `disagreeing`: first rows of those whose rows differ in something else.
 */
export type SortedOutRows = {
  setAside: RowSetAside[];
  dossiers: number;
  folded: number[];
  copies: number[];
  crowded: number[];
  disagreeing: { row: number; fields: ChampKey[] }[];
  identities: () => Generator<RowIdentity>;
  rows: () => Generator<RowReading>;
};

type Place = { at: number; row: number };
type Fold = { source: JsonObject; doubts: readonly Doubt[] };

function whyAside({ source, unusableIdentifier }: AssembledRow): string | null {
  if (Object.keys(source).length === 0) return "aucune colonne reconnue n'y est remplie.";
  if (unusableIdentifier !== null) {
    return `l'identifiant « ${unusableIdentifier} » est en notation scientifique : ses derniers chiffres sont perdus. Mettez cette colonne au format Texte dans votre tableur, ou refaites l'export du logiciel, puis importez de nouveau.`;
  }
  const missing = REQUIRED.filter(([key]) => source[key] === undefined).map(([, name]) => name);
  return missing.length === 0 ? null : `il manque ${enumeration.format(missing)}.`;
}

/** Assembles the rows of the tables, sets aside those that are nobody's, and joins those that are one more contract of the same dossier. */
export function sortOutRows(tables: readonly ReadColumns[]): SortedOutRows {
  const lostOf = tables.map(({ table }) => lostByRow(table.lost));
  const assembleFrom = (from: readonly ReadColumns[], { at, row }: Place): AssembledRow => {
    const table = from[at];
    if (table === undefined) throw new Error("No such table.");
    return assembleRow(table, row, lostOf[at]?.get(row) ?? NONE);
  };
  const assemble = (place: Place) => assembleFrom(tables, place);
  const identities = tables.map((table) => ({
    ...table,
    columns: table.columns.filter(({ field }) => TELLS_WHOSE.has(field)),
    signature: null,
  }));
  const nameOf = ({ at, row }: Place) => ({
    sheet: tables[at]?.table.sheet ?? "",
    row: tables[at]?.table.numeros[row] ?? 0,
  });

  const setAside: RowSetAside[] = [];
  const gone = tables.map(() => new Set<number>());
  const leave = (place: Place, reason: string, source?: JsonObject) => {
    const { sheet, row } = nameOf(place);
    setAside.push({ sheet, row, reason: `Ligne ${row} : ${reason}`, ...(source && { source }) });
    gone[place.at]?.add(place.row);
  };
  const firstOf = new Map<string, Place>();
  const groups = new Map<string, Place[]>();
  let dossiers = 0;
  for (const [at, { table }] of tables.entries()) {
    for (let row = 0; row < table.numeros.length; row++) {
      const place = { at, row };
      if (table.shifted.has(row) && hasMisplaced(assemble(place).source)) {
        leave(place, SHIFTED);
        continue;
      }
      // The rest of it is put together once, when it is asked for.
      const identity = assembleFrom(identities, place);
      if (whyAside(identity) !== null) {
        const whole = assemble(place);
        leave(place, whyAside(whole) ?? "", whole.source);
        continue;
      }
      dossiers += 1;
      const key = dossierKey(identity.source);
      const first = firstOf.get(key);
      const group = groups.get(key);
      if (first === undefined) firstOf.set(key, place);
      else if (group === undefined) groups.set(key, [first, place]);
      else group.push(place);
    }
  }

  const folds = new Map<string, Fold>();
  const folded: number[] = [];
  const copies: number[] = [];
  const crowded: number[] = [];
  const disagreeing: SortedOutRows["disagreeing"] = [];
  const settle = (group: readonly NamedRow<Place>[]) => {
    const sources = group.map(({ row }) => row.source);
    const places = group.map(({ place }) => place);
    const [first, ...others] = places;
    const [firstSource] = sources;
    if (first === undefined || firstSource === undefined) return;
    const isReport = tables[first.at]?.ownReport === true;
    if (!isReport && !sources.every((source) => isSamePerson(firstSource, source))) {
      const rows = enumeration.format(places.map((place) => String(nameOf(place).row)));
      const identifier = identifierOf(firstSource);
      for (const [rank, place] of places.entries()) {
        leave(
          place,
          `l'identifiant « ${identifier} » est porté par plusieurs personnes (lignes ${rows}) : donnez à chacune le sien, ou écrivez son nom de la même façon si c'est la même.`,
          sources[rank] ?? {},
        );
      }
      dossiers -= places.length;
      return;
    }
    const rows = group.map(({ row }) => row);
    const fold = isReport ? foldCopies(rows) : foldContracts(sources);
    if (fold === null) return;
    const doubts = foldDoubts(fold, rows);
    folds.set(JSON.stringify(first), { source: fold.source, doubts });
    dossiers -= others.length;
    for (const place of others) {
      gone[place.at]?.add(place.row);
      (isReport ? copies : folded).push(nameOf(place).row);
    }
    if (fold.left > 0) crowded.push(nameOf(first).row);
    if (fold.differ.length > 0) disagreeing.push({ row: nameOf(first).row, fields: fold.differ });
  };
  for (const places of groups.values()) {
    const named = places.map((place) => ({ place, row: assemble(place) }));
    for (const group of groupsOf(named)) settle(group);
  }

  function* kept(): Generator<{ place: Place; fold: Fold | undefined }> {
    for (const [at, { table }] of tables.entries()) {
      for (let row = 0; row < table.numeros.length; row++) {
        if (gone[at]?.has(row)) continue;
        const place = { at, row };
        yield { place, fold: folds.size === 0 ? undefined : folds.get(JSON.stringify(place)) };
      }
    }
  }
  function* whose(): Generator<RowIdentity> {
    for (const { place, fold } of kept()) {
      const named = fold?.source ?? assembleFrom(identities, place).source;
      const source = identifierOf(named) === "" ? (fold?.source ?? assemble(place).source) : named;
      yield { ...nameOf(place), source: identityOf(source) };
    }
  }
  function* rows(): Generator<RowReading> {
    for (const { place, fold } of kept()) {
      const { source, doubts } = fold ?? assemble(place);
      yield { ...nameOf(place), source, doubts: [...doubts] };
    }
  }
  setAside.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : 0));
  return { setAside, dossiers, folded, copies, crowded, disagreeing, identities: whose, rows };
}

const NONE: ReadonlySet<number> = new Set();

function lostByRow(lost: readonly { row: number; column: number }[]): Map<number, Set<number>> {
  const byRow = new Map<number, Set<number>>();
  for (const { row, column } of lost) byRow.set(row, (byRow.get(row) ?? new Set()).add(column));
  return byRow;
}
