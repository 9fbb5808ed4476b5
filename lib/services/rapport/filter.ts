import { and, eq, like, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { ETATS, type EtatDossierValue, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { foldText } from "@/lib/domain/fold-text";
import { contains } from "@/lib/domain/search-text";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { ANNEE_SQL, ETAT_SQL, statutOn, statutSoon, WAS_SEEN, WILL_NOT_SHOW } from "./columns-sql";
import {
  RAPPORT_SEARCHES,
  type RapportColumn,
  type RapportFilters,
  type RapportSearch,
  type RapportSearches,
  SOON_PREFIX,
} from "./rapport.types";
import { parseSearchedDays } from "./searched-days";

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
  const { numero, formationSort, apprenantSort, employeurSort, debut, fin } = dossiers;
  return {
    ...{ numero, formationSort, apprenantSort, employeurSort, debut, fin, annee: ANNEE_SQL },
    ...{ etat: ETAT_SQL, notShown: WILL_NOT_SHOW, seen: WAS_SEEN, statut: statutOn(day), soon: statutSoon(day) },
    all: (id) => sql`dossiers n where n.etablissement_id = ${id}::uuid and n.apprenti`,
  };
}

type Criterion = (searched: string, of: Searchable, etablissementId: string) => SQL | undefined;
type Criteria = Readonly<Record<RapportSearch, Criterion>>;

function dateContains(column: SQLWrapper, searched: string): SQL {
  const { days, text } = parseSearchedDays(searched);
  if (days !== null) return sql`(${column} >= ${days[0]}::date and ${column} < ${days[1]}::date)`;
  return like(sql`to_char(${column}, 'DD/MM/YYYY')`, contains(text));
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

/** Whether the searches ask anything of the lines. */
export const isFiltered = (searches: RapportSearches): boolean =>
  Object.values(searches).some((values) => values.length > 0);

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
