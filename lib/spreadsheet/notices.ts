import { champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { plural } from "@/lib/domain/plural";
import { columnNotices } from "./column-notices";
import type { CellNote } from "./columns/read-column";
import type { ReadColumn } from "./columns/read-column.types";
import type { ReadColumns } from "./columns/read-columns";
import { givenNotices } from "./given-notices";
import { NAMED_HERE_ALONE, named } from "./named-places";
import type { RowFields } from "./rows/settled-rows";
import type { SortedOutRows } from "./rows/sort-out-rows";
import { columnLetters } from "./table/read-table";
import type { ReadTable } from "./table/table.types";

const count = (value: number) => value.toLocaleString("fr-FR");

const RESTORED: Partial<Record<ChampType, readonly [string, string]>> = {
  codePostal: ["code postal retrouvé", "codes postaux retrouvés"],
  codePostalTolere: ["code postal retrouvé", "codes postaux retrouvés"],
  communeInsee: ["code commune retrouvé", "codes communes retrouvés"],
  telephone: ["téléphone retrouvé", "téléphones retrouvés"],
  dernierOrganisme: ["département retrouvé", "départements retrouvés"],
  typeCfa: ["type de CFA retrouvé", "types de CFA retrouvés"],
};

const SENTENCES: Readonly<Record<Exclude<CellNote, "zero-restored">, (cells: string) => string>> = {
  invisible: (cells) => `${cells} : signes invisibles ou espaces particuliers retirés.`,
  quoted: (cells) => `${cells} : signe = et guillemets du tableur retirés.`,
  decimal: (cells) => `${cells} : « .0 » ajouté par un logiciel retiré.`,
  exponent: (cells) => `${cells} : nombre écrit avec une puissance de dix (« 3.5E7 »), remis en chiffres.`,
  "empty-word": (cells) =>
    `${cells} : « NULL », « N/A » ou tiret, ou mot qui ne dit rien (« NC », « inconnu »), lu comme une cellule vide.`,
  entity: (cells) => `${cells} : lettres écrites comme dans une page web (« &eacute; »), retrouvées.`,
  "no-date": (cells) => `${cells} : « Non » à la place d'une date, lu comme une cellule vide.`,
  control: (cells) => `${cells} : caractères interdits retirés.`,
  "fictive-date": (cells) => `${cells} : date qui n'en est pas une (0, 1900, 1970, 9999), lue comme une cellule vide.`,
  overseas: (cells) => `${cells} : téléphone d'outre-mer écrit avec son indicatif.`,
  word: (cells) => `${cells} : mot du logiciel traduit.`,
  within: (cells) => `${cells} : code ou adresse au milieu d'autres mots (« RNCP38362 – BTS… »), repris seul.`,
  several: (cells) =>
    `${cells} : plusieurs adresses ou numéros dans une cellule, un seul repris (le premier, ou le premier mobile).`,
};

type Tally = { cells: number; columns: Set<string> };

function tally(columns: readonly ReadColumn[]): { notes: Map<CellNote, Tally>; restored: Map<string, number> } {
  const notes = new Map<CellNote, Tally>();
  const restored = new Map<string, number>();
  for (const { field, column, remarks, rows } of columns) {
    for (const [rank, { notes: done }] of remarks) {
      for (const note of done) {
        const cells = rows[rank] ?? 0;
        if (note === "zero-restored") {
          const [, name = ""] = RESTORED[champOf(field).type] ?? [];
          restored.set(name, (restored.get(name) ?? 0) + cells);
          continue;
        }
        const so = notes.get(note) ?? { cells: 0, columns: new Set() };
        so.cells += cells;
        so.columns.add(column.heading);
        notes.set(note, so);
      }
    }
  }
  return { notes, restored };
}

function tidiedNotices(columns: readonly ReadColumn[]): string[] {
  const { notes, restored } = tally(columns);
  const zeros = [...restored].map(([name, cells]) => {
    const forms = Object.values(RESTORED).find(([, many]) => many === name);
    const lost = name === RESTORED.telephone?.[1] ? "zéro ou + de tête" : "zéro de tête";
    return `${plural(cells, forms?.[0] ?? name, name)} : ${cells > 1 ? "leur" : "son"} ${lost} était perdu.`;
  });
  const others = [...notes].flatMap(([note, { cells, columns: names }]) => {
    if (note === "zero-restored" || cells === 0) return [];
    const where = `${plural(cells, "cellule", "cellules")} (${named([...names].map((name) => `« ${name} »`))})`;
    return SENTENCES[note](where);
  });
  return [...zeros, ...others];
}

function orderNotices(columns: readonly ReadColumn[]): string[] {
  const monthFirst = columns.filter(({ order }) => order?.order === "month-first");
  if (monthFirst.length === 0) return [];
  const proof = monthFirst.map(({ order }) => order?.proof).find((text) => text);
  const because = proof ? ` : « ${proof} » le prouve` : "";
  const names = named(monthFirst.map(({ column }) => `« ${column.heading} »`));
  return [`Dates lues mois en premier${because} (colonnes ${names}).`];
}

function separatedNotice({ columns, numeros }: ReadTable, heading: string, where: string): string {
  const asked = [...new Set(columns.flatMap(({ asks }) => [...(asks?.keys() ?? [])]))].map((row) => numeros[row] ?? 0);
  const unsure =
    asked.length === 0
      ? ""
      : ` À confirmer, faute de savoir où commence le prénom : ${named(asked.map((row) => `ligne ${count(row)}`))}.`;
  return `La colonne « ${heading} »${where} tient le nom et le prénom : ils sont lus séparément.${unsure}`;
}

function tableNotices(read: ReadColumns, several: boolean): string[] {
  const { table, columns } = read;
  const where = several && table.sheet !== "" ? ` de la feuille « ${table.sheet} »` : "";
  const lost = table.lost.map(({ row, column }) => `${columnLetters(column)}${table.numeros[row] ?? ""}`);
  const errors = columns.flatMap(({ column, remarks, rows }) =>
    [...remarks].flatMap(([rank, { lost: isLost }]) =>
      isLost
        ? [
            `« ${String(column.cells.values[rank])} » (${column.heading}, ${plural(rows[rank] ?? 0, "cellule", "cellules")})`,
          ]
        : [],
    ),
  );
  const lists = table.lists ?? 1;
  const sheet = table.sheet === "" ? "" : ` dans la feuille « ${table.sheet} »`;
  return [
    ...(lists === 1
      ? []
      : [`${lists} listes sont côte à côte${sheet}, sous les mêmes titres : elles sont lues l'une après l'autre.`]),
    ...(table.separated === undefined ? [] : [separatedNotice(table, table.separated, where)]),
    ...(table.periods ?? []).map(
      (heading) => `La colonne « ${heading} »${where} tient deux dates : elles sont lues séparément.`,
    ),
    ...columnNotices(read, where),
    ...(lost.length === 0
      ? []
      : [
          `${plural(lost.length, "formule", "formules")} sans valeur enregistrée${where} : ${named(lost, NAMED_HERE_ALONE)}. Ouvrez le fichier dans votre tableur, enregistrez-le, puis importez-le de nouveau.`,
        ]),
    ...(errors.length === 0
      ? []
      : [
          `Cellules en erreur${where}, ${read.ownReport ? "les dossiers gardent leur valeur" : "lues comme vides"} : ${named(errors)}.`,
        ]),
    ...(table.hiddenRows.length === 0
      ? []
      : [
          `${plural(table.hiddenRows.length, "ligne masquée", "lignes masquées")} dans le tableur${where}, ${table.hiddenRows.length > 1 ? "lues" : "lue"} comme les autres : ${named(table.hiddenRows.map(count))}.`,
        ]),
    ...(table.merged.blocks === 0
      ? []
      : [
          `${plural(table.merged.blocks, "bloc de cellules fusionnées", "blocs de cellules fusionnées")}${where} : leur valeur est donnée à chacune de leurs lignes (${plural(table.merged.cells, "cellule", "cellules")}).`,
        ]),
    ...(table.repeatedHeadings === 0
      ? []
      : [
          `${plural(table.repeatedHeadings, "ligne répète", "lignes répètent")} les titres${where} : passée${table.repeatedHeadings > 1 ? "s" : ""}.`,
        ]),
  ];
}

/** What a reading has to say of the tables it took, in French: what was found, tidied, left. */
export function noticesOf(read: readonly ReadColumns[]): string[] {
  const columns = read.flatMap((each) => each.columns);
  return [
    ...givenNotices(read),
    ...orderNotices(columns),
    ...read.flatMap((each) => tableNotices(each, read.length > 1)),
    ...tidiedNotices(columns),
  ];
}

const rowsOf = (told: readonly RowFields[]) =>
  named(told.map(({ row, fields }) => `ligne ${count(row)} (${named(fields.map((key) => champOf(key).label))})`));

/** What was done to whole rows. */
export function rowNotices(sorted: Omit<SortedOutRows, "setAside" | "dossiers" | "identities" | "rows">): string[] {
  const { folded, completing, copies, crowded, disagreeing, unlike } = sorted;
  const joined = `${plural(folded.length, "ligne décrit un autre contrat d'une personne déjà lue, réunie", "lignes décrivent un autre contrat d'une personne déjà lue, réunies")} à son dossier : ${named(folded.map(count), NAMED_HERE_ALONE)}.`;
  const completed = `${plural(completing.length, "ligne complète une personne déjà lue, réunie", "lignes complètent une personne déjà lue, réunies")} à son dossier : ${named(completing.map(count), NAMED_HERE_ALONE)}.`;
  const copied = `${plural(copies.length, "ligne redit un dossier déjà lu, réunie", "lignes redisent un dossier déjà lu, réunies")} à la première, avec ce qui y est corrigé : ${named(copies.map(count), NAMED_HERE_ALONE)}.`;
  const full = `Plus de quatre contrats pour une personne (${named(crowded.map((row) => `ligne ${count(row)}`))}) : seuls les quatre derniers sont repris.`;
  const differ = `Des lignes réunies ne disent pas la même chose de la même personne, ce que dit la première est gardé : ${rowsOf(disagreeing)}.`;
  const lost = `Des lignes disent autre chose que la première de la même personne et de la même année, seule gardée ; ce qu'elles disent n'est pas repris : ${rowsOf(unlike)}.`;
  return [
    ...(folded.length === 0 ? [] : [joined]),
    ...(completing.length === 0 ? [] : [completed]),
    ...(copies.length === 0 ? [] : [copied]),
    ...(disagreeing.length === 0 ? [] : [differ]),
    ...(unlike.length === 0 ? [] : [lost]),
    ...(crowded.length === 0 ? [] : [full]),
  ];
}
