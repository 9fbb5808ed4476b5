import { asc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { rapportCauses, rapportLines } from "@/db/schema/rapport";
import { countCauses } from "@/lib/domain/causes/count-causes";
import type { Day } from "@/lib/domain/day";
import { ETATS } from "@/lib/domain/etat";
import type { CountedIssue, RapportSummary } from "@/lib/domain/rapport-summary.types";
import { isStatutTba, STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { countAround } from "@/lib/services/a-surveiller/count-around";
import { MAX_CHOICES } from "@/lib/services/rapport/rapport.types";
import { lineConditions, linesOn } from "./lines-sql";

/** More than these, and a heading gets a field instead of a list. */
export const MAX_LISTED_FORMATIONS = MAX_CHOICES;

const CountSchema = z.object({ number: z.number(), soleChamp: z.string().nullable(), n: z.number() });
const FormationSchema = z.object({ formation: z.string() });
const AnneeSchema = z.object({ annee: z.string() });

/** The causes of an établissement, by their numbers on its lines. */
export const listNumberedCauses = (db: Db, etablissementId: string) =>
  db
    .select()
    .from(rapportCauses)
    .where(eq(rapportCauses.etablissementId, etablissementId))
    .orderBy(asc(rapportCauses.number));

export type NumberedCause = Awaited<ReturnType<typeof listNumberedCauses>>[number];

/** How many lines have a cause, among those of which the only field to correct is this one. */
export type IssueCount = z.infer<typeof CountSchema>;

/** What is to repair, counted; in the order of `causes`. */
export function sumIssues(counts: readonly IssueCount[], causes: readonly NumberedCause[]): CountedIssue[] {
  const totals = new Map<number, { dossiers: number; byChamp: Map<string | null, number> }>();
  for (const { number, soleChamp, n } of counts) {
    const total = totals.get(number) ?? { dossiers: 0, byChamp: new Map() };
    total.dossiers += n;
    total.byChamp.set(soleChamp, (total.byChamp.get(soleChamp) ?? 0) + n);
    totals.set(number, total);
  }
  return causes.flatMap(({ number, code, champ, value, severity, actor }) => {
    const total = totals.get(number);
    if (total === undefined) return [];
    const unblocked = severity === "bloquante" ? (total.byChamp.get(champ) ?? 0) : 0;
    return [{ code, champ, value, severity, actor, dossiers: total.dossiers, unblocked }];
  });
}

/** What is to repair in the lines of an établissement that a condition keeps, counted; in the order of their numbers. */
export async function countIssues(db: Db, etablissementId: string, where: SQL): Promise<CountedIssue[]> {
  // Two readings put together here, not a join: of lines just written, PostgreSQL knows nothing yet and joins them one by one.
  const [counts, causes] = await Promise.all([
    parsedRows(
      db,
      CountSchema,
      sql`select u.number, rapport_lines.sole_champ as "soleChamp", count(*)::int as n
        from rapport_lines cross join unnest(rapport_lines.causes) as u(number) where ${where} group by 1, 2`,
    ),
    listNumberedCauses(db, etablissementId),
  ]);
  return sumIssues(counts, causes);
}

const TallySchema = z.object({
  etat: z.enum(ETATS),
  notShown: z.boolean(),
  statut: z.custom<StatutTba>().nullable(),
  soon: z.custom<StatutTba>().nullable(),
  back: z.boolean(),
  n: z.number(),
});

const STATUTS = Object.keys(STATUT_LABELS).filter(isStatutTba);

/** The lines of an établissement, by what is counted of them: a few dozen rows. */
const tally = (db: Db, where: SQL, day: Day) =>
  parsedRows(
    db,
    TallySchema,
    sql`select ${rapportLines.etat} as etat, ${rapportLines.notShown} as "notShown", ${linesOn(day).statut} as statut,
      ${linesOn(day).soon} as soon, coalesce(${rapportLines.takenBack} <= ${day}::date, false) as back, count(*)::int as n
    from rapport_lines where ${where} group by 1, 2, 3, 4, 5`,
  );

/** The figures of all the lines of an établissement, renewed for a day. */
export async function summarizeLines(db: Db, etablissementId: string, day: Day): Promise<RapportSummary> {
  const all = lineConditions(etablissementId, {}, day);
  const rows = await tally(db, all, day);
  const sum = (keep: (row: (typeof rows)[number]) => boolean) => rows.filter(keep).reduce((n, row) => n + row.n, 0);
  // In the order of their words: that of the rows is the database's own, and changes.
  const distinct = (statuts: (StatutTba | null)[]) => STATUTS.filter((statut) => statuts.includes(statut));
  const formations = await parsedRows(
    db,
    FormationSchema,
    sql`select f.formation from (select distinct formation, formation_sort from rapport_lines where ${all}) f
      order by f.formation_sort, f.formation limit ${MAX_LISTED_FORMATIONS + 1}`,
  );
  const annees = await parsedRows(
    db,
    AnneeSchema,
    sql`select distinct annee_scolaire as annee from rapport_lines where ${all} and annee_scolaire <> ''
      order by 1 desc limit ${MAX_CHOICES}`,
  );
  const [duplicates] = await parsedRows(
    db,
    z.object({ n: z.number() }),
    sql`select count(distinct duplicate_of)::int as n from rapport_lines where ${all} and duplicate_of is not null`,
  );
  const around = await countAround(db, etablissementId);
  return {
    total: sum(() => true),
    byEtat: {
      invalide: sum(({ etat }) => etat === "invalide"),
      "a-transmettre": sum(({ etat }) => etat === "a-transmettre"),
      transmis: sum(({ etat }) => etat === "transmis"),
      refuse: sum(({ etat }) => etat === "refuse"),
    },
    notShown: sum(({ etat, notShown }) => etat === "transmis" && notShown),
    formations: formations.map(({ formation }) => formation),
    annees: annees.map(({ annee }) => annee),
    statuts: distinct(rows.map(({ statut }) => statut)),
    soon: distinct(rows.map(({ soon }) => soon)),
    causes: countCauses(await countIssues(db, etablissementId, all)),
    toWatch: sum(({ soon }) => soon !== null) + sum(({ back }) => back) + (duplicates?.n ?? 0) + around,
  };
}
