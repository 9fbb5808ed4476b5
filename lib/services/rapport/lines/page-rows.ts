import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { Day } from "@/lib/domain/day";
import { ETATS } from "@/lib/domain/etat";
import { shownSince } from "@/lib/domain/kept-exclusion";
import type { StatutStep, StatutTba } from "@/lib/domain/statut.types";
import { sortedBy } from "@/lib/services/rapport/filter";
import type { RapportFilters, RapportRow } from "@/lib/services/rapport/rapport.types";
import { linesOn } from "./lines-sql";

export const RowSchema = z
  .object({
    kept: z.number(),
    id: z.string(),
    numero: z.number(),
    formation: z.string(),
    apprenant: z.string(),
    statut: z.custom<StatutTba>().nullable(),
    parcours: z.custom<StatutStep[]>().nullable(),
    takenBack: z.string().nullable(),
    blocked: z.boolean(),
    nextOn: z.string().nullable(),
    nextStatut: z.custom<StatutTba>().nullable(),
    employeur: z.string(),
    debut: z.string().nullable(),
    fin: z.string().nullable(),
    etat: z.enum(ETATS),
    anomalies: z.custom<Anomalie[]>(),
    received: z.boolean(),
    accepted: z.boolean(),
    seen: z.boolean(),
    tbaMessages: z.array(z.string()),
  })
  .transform(({ nextOn, nextStatut, received, accepted, seen, tbaMessages, ...row }) => ({
    ...row,
    nextChange: nextOn === null || nextStatut === null ? null : { day: nextOn, statut: nextStatut },
    marks: received ? { accepted, seen } : null,
    tbaMessages: row.etat === "refuse" ? tbaMessages : [],
  }));

export const PER_PAGE = 50;

/** The order of the lines by `key`, what they are sorted by; from the last one when it is read `backwards`: blanks are then first. */
export function orderBy(key: SQL, { sort, direction }: RapportFilters, backwards: boolean): SQL {
  const upwards = (direction === "asc") !== backwards;
  // Numbers are never blank, and all different: an index has them in both orders.
  const first = sort === "numero" ? !upwards : backwards;
  const [way, blanks] = [sql.raw(upwards ? "asc" : "desc"), sql.raw(first ? "first" : "last")];
  return sql`${key} ${way} nulls ${blanks}, numero ${sort === "numero" ? way : sql.raw(backwards ? "desc" : "asc")}`;
}

export const KEY = sql`key`;

/** Completes the lines of `page` with what only their dossiers say, in an order. `kept`: how many there were in all. */
export const complete = (
  kept: SQL,
  order: SQL,
) => sql`select ${kept} as kept, d.id, p.numero, d.formation, d.apprenant, p.statut, d.parcours, d.blocked,
    p.taken_back::text as "takenBack", p.next_on as "nextOn", p.next_statut as "nextStatut", d.employeur, d.debut, d.fin, p.etat, d.anomalies,
    s.received_at is not null as received, p.seen,
    coalesce(s.sent_at is not null and s.sent_fingerprint = d.fingerprint, false) as accepted,
    case when p.etat = 'refuse' then s.tba_messages else '[]'::jsonb end as "tbaMessages"
  from page p join dossiers d on d.id = p.dossier_id join submissions s on s.dossier_id = d.id order by ${order}`;

export const columnsOn = (day: Day, sort: RapportFilters["sort"]) => {
  const lines = linesOn(day);
  return sql`dossier_id, numero, etat, ${lines.statut} as statut, ${lines.seen} as seen, next_on, next_statut, taken_back, ${sortedBy(sort, lines)} as key`;
};

/** Since when the status holds is worked out of the parcours of the few lines that are shown: nothing is kept of it. */
export function rowOn(
  { kept: _, parcours, takenBack, blocked, ...row }: z.infer<typeof RowSchema>,
  day: Day,
): RapportRow {
  const exclusion = { own: null, kept: takenBack, sent: !blocked };
  return { ...row, since: parcours === null ? null : shownSince(parcours, exclusion, day) };
}
