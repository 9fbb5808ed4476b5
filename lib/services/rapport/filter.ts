import { and, eq, like, not, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { ETATS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { foldText } from "@/lib/domain/fold-text";
import { contains } from "@/lib/domain/search-text";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { ETAT_SQL, statutOn, statutSoon, WAS_SEEN, WILL_NOT_SHOW } from "./columns-sql";
import { RAPPORT_COLUMNS, type RapportColumn, type RapportFilters, SOON_PREFIX } from "./rapport.types";

type Criteria = Readonly<Record<RapportColumn, (searched: string, day: Day) => SQL | undefined>>;

function dateContains(column: typeof dossiers.debut | typeof dossiers.fin, searched: string): SQL {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(searched);
  const wanted = iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : searched.replace(/[.-]/g, "/");
  return like(sql`to_char(${column}, 'DD/MM/YYYY')`, contains(wanted));
}

const CRITERIA: Criteria = {
  numero: (searched) => like(sql`${dossiers.numero}::text`, contains(searched)),
  formation: (searched) => like(dossiers.formationSort, contains(foldText(searched))),
  apprenant: (searched) => like(dossiers.apprenantSort, contains(foldText(searched))),
  statut: (searched, day) => {
    const soon = searched.startsWith(SOON_PREFIX);
    const statut = soon ? searched.slice(SOON_PREFIX.length) : searched;
    if (!Object.hasOwn(STATUT_LABELS, statut)) return undefined;
    return eq(soon ? statutSoon(day) : statutOn(day), statut);
  },
  employeur: (searched) => like(dossiers.employeurSort, contains(foldText(searched))),
  debut: (searched) => dateContains(dossiers.debut, searched),
  fin: (searched) => dateContains(dossiers.fin, searched),
  etat: (searched) => {
    if (searched === NOT_SHOWN) return and(eq(ETAT_SQL, "transmis"), WILL_NOT_SHOW);
    if (searched === SEEN) return WAS_SEEN;
    if (searched === NOT_SEEN) return and(eq(ETAT_SQL, "transmis"), not(WAS_SEEN));
    return ETATS.some((etat) => etat === searched) ? eq(ETAT_SQL, searched) : undefined;
  },
};

/** The apprentices of an établissement that the searches under the headings keep. */
export function conditions(etablissementId: string, searches: RapportFilters["searches"], day: Day): SQL {
  const found = RAPPORT_COLUMNS.map((column) => {
    const searched = searches[column]?.trim();
    return searched ? CRITERIA[column](searched, day) : undefined;
  });
  const apprentices = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), ...found);
  return apprentices ?? sql`false`;
}

/** The order of the lines: only columns of the list, ties in the order of their numbers. */
export function order({ sort, direction }: Pick<RapportFilters, "sort" | "direction">, day: Day): SQL[] {
  const columns: Record<RapportColumn, SQL> = {
    numero: sql`${dossiers.numero}`,
    formation: sql`${dossiers.formationSort}`,
    apprenant: sql`${dossiers.apprenantSort}`,
    statut: sql`${statutOn(day)}`,
    employeur: sql`nullif(${dossiers.employeurSort}, '')`,
    debut: sql`${dossiers.debut}`,
    fin: sql`${dossiers.fin}`,
    etat: ETAT_SQL,
  };
  const orderSql = direction === "desc" ? sql`desc` : sql`asc`;
  return [sql`${columns[sort]} ${orderSql} nulls last`, sql`${dossiers.numero} asc`];
}
