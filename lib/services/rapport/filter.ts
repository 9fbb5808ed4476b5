import { and, eq, like, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { addDays, type Day, existsInCalendar } from "@/lib/domain/day";
import { ETATS, type EtatDossierValue, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { foldText } from "@/lib/domain/fold-text";
import { contains } from "@/lib/domain/search-text";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { ETAT_SQL, statutOn, statutSoon, WAS_SEEN, WILL_NOT_SHOW } from "./columns-sql";
import {
  RAPPORT_SEARCHES,
  type RapportColumn,
  type RapportFilters,
  type RapportSearch,
  type RapportSearches,
  SOON_PREFIX,
} from "./rapport.types";

/** What the searches and the sorts are about, as SQL: of a dossier computed on the spot, or of a line of the report. */
export type Searchable = {
  numero: SQLWrapper;
  formationSort: SQLWrapper;
  apprenantSort: SQLWrapper;
  employeurSort: SQLWrapper;
  debut: SQLWrapper;
  fin: SQLWrapper;
  annee: SQLWrapper;
  etat: SQL<EtatDossierValue>;
  notShown: SQL;
  seen: SQL;
  statut: SQL<StatutTba | null>;
  soon: SQL<StatutTba | null>;
  /** The rows of an établissement, as `n`, where the names of formations are looked for. */
  all: (etablissementId: string) => SQL;
};

/** Computed from the dossier and from what the TBA has of it, at the time of the query: always exact, and dear by the thousand. */
export function computedOn(day: Day): Searchable {
  const { numero, formationSort, apprenantSort, employeurSort, debut, fin, anneeScolaire } = dossiers;
  return {
    ...{ numero, formationSort, apprenantSort, employeurSort, debut, fin, annee: anneeScolaire },
    ...{ etat: ETAT_SQL, notShown: WILL_NOT_SHOW, seen: WAS_SEEN, statut: statutOn(day), soon: statutSoon(day) },
    all: (id) => sql`dossiers n where n.etablissement_id = ${id}::uuid and n.apprenti`,
  };
}

type Criterion = (searched: string, of: Searchable, etablissementId: string) => SQL | undefined;
type Criteria = Readonly<Record<RapportSearch, Criterion>>;

type Days = [from: Day, before: Day];

/** The days of «2026», «9/2026» or «1/9/2026»: the first, and the one after the last. Null for anything else, or for no day at all. */
function daysOf(searched: string): Days | null {
  const [, day, month, year] = /^(?:(?:(\d{1,2})\/)?(\d{1,2})\/)?(\d{4})$/.exec(searched) ?? [];
  if (year === undefined || year < "1000" || year > "9998") return null;
  if (month === undefined) return [`${year}-01-01`, `${Number(year) + 1}-01-01`];
  const from = `${year}-${month.padStart(2, "0")}-${day?.padStart(2, "0") ?? "01"}`;
  if (!existsInCalendar(from)) return null;
  return [from, day === undefined ? `${addDays(from, 31).slice(0, 8)}01` : addDays(from, 1)];
}

/** The days of «01/09/2026 - 31/12/2026», «9/2026 à 2027»: from the first of one to the last of the other. */
function rangeOf(searched: string): Days | null {
  const [, first, last] = /^([\d/]+)\s*(?:-|–|à|au)\s*([\d/]+)$/.exec(searched) ?? [];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [daysOf(first), daysOf(last)];
  return from === null || to === null ? null : [from[0], to[1]];
}

function dateContains(column: SQLWrapper, searched: string): SQL | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(searched);
  const wanted = iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : searched.replace(/[.-]/g, "/");
  const days = rangeOf(searched) ?? daysOf(wanted);
  // Whole days, months and years, which are nearly all that is asked, are compared; only the rest is searched as a text.
  if (days !== null) return sql`(${column} >= ${days[0]}::date and ${column} < ${days[1]}::date)`;
  return like(sql`to_char(${column}, 'DD/MM/YYYY')`, contains(wanted));
}

const CRITERIA: Criteria = {
  numero: (searched, of) => like(sql`${of.numero}::text`, contains(searched)),
  // The name of a formation keeps it alone («CAP», not «CAP 2»); anything else is searched in all the names.
  formation: (searched, of, etablissementId) => {
    const name = foldText(searched);
    const isName = sql`exists (select 1 from ${of.all(etablissementId)} and n.formation_sort = ${name})`;
    return or(eq(sql`${of.formationSort}`, name), and(like(sql`${of.formationSort}`, contains(name)), not(isName)));
  },
  // Every word, in any order: «léa martin» finds MARTIN Léa.
  apprenant: (searched, of) => {
    const words = foldText(searched).split(" ").filter(Boolean);
    return and(...words.map((word) => like(sql`${of.apprenantSort}`, contains(word))));
  },
  statut: (searched, of) => {
    const soon = searched.startsWith(SOON_PREFIX);
    const statut = soon ? searched.slice(SOON_PREFIX.length) : searched;
    if (!Object.hasOwn(STATUT_LABELS, statut)) return undefined;
    return eq(soon ? of.soon : of.statut, statut);
  },
  employeur: (searched, of) => like(sql`${of.employeurSort}`, contains(foldText(searched))),
  debut: (searched, of) => dateContains(of.debut, searched),
  fin: (searched, of) => dateContains(of.fin, searched),
  etat: (searched, of) => {
    if (searched === NOT_SHOWN) return and(eq(of.etat, "transmis"), of.notShown);
    if (searched === SEEN) return of.seen;
    if (searched === NOT_SEEN) return and(eq(of.etat, "transmis"), not(of.seen));
    return ETATS.some((etat) => etat === searched) ? eq(of.etat, searched) : undefined;
  },
  annee: (searched, of) => eq(sql`${of.annee}`, searched),
};

/** What the searches ask of the rows of an établissement; nothing when they ask nothing. */
export function searchConditions(searches: RapportSearches, of: Searchable, etablissementId: string): SQL | undefined {
  const found = RAPPORT_SEARCHES.map((name) =>
    or(...(searches[name] ?? []).map((searched) => CRITERIA[name](searched, of, etablissementId))),
  );
  return and(...found);
}

/** The apprentices of an établissement that the searches keep, as conditions on dossiers. */
export function conditions(etablissementId: string, searches: RapportSearches, day: Day): SQL {
  const kept = searchConditions(searches, computedOn(day), etablissementId);
  return and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), kept) ?? sql`false`;
}

/** What lines are sorted by: only columns of the list. Ties go in the order of their numbers. */
export function sortedBy(sort: RapportFilters["sort"], of: Searchable): SQL {
  const columns: Record<RapportColumn, SQLWrapper> = {
    numero: of.numero,
    formation: of.formationSort,
    apprenant: of.apprenantSort,
    statut: of.statut,
    employeur: sql`nullif(${of.employeurSort}, '')`,
    debut: of.debut,
    fin: of.fin,
    etat: of.etat,
  };
  return sql`${columns[sort]}`;
}
