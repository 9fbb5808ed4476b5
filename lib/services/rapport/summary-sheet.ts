import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { ACTOR_LABELS, SEVERITY_LABELS } from "@/lib/domain/anomalie";
import { type Day, frenchDay } from "@/lib/domain/day";
import { ETAT_LABELS, ETATS } from "@/lib/domain/etat";
import type { XlsxCell, XlsxColumn, XlsxSheet } from "@/lib/spreadsheet/xlsx.types";
import { freshSummary } from "./lines/fresh-summary";

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "Rubrique", width: 18, kind: "text" },
  { heading: "Détail", width: 60, kind: "text" },
  { heading: "Dossiers", width: 10, kind: "number" },
  { heading: "En débloque", width: 12, kind: "number" },
  { heading: "Ce qui ne va pas, et le remède (sur le premier dossier)", width: 70, kind: "text" },
  { heading: "Qui peut agir", width: 24, kind: "text" },
];

const SentenceSchema = z.object({ code: z.string(), champ: z.string(), value: z.string(), sentence: z.string() });

const keyOf = (code: string, champ: string, value: string) => JSON.stringify([code, champ, value]);

/** What the first dossier of each cause says of it, by the cause's identity. The lines of the report were renewed. */
async function firstSentences(db: Db, etablissementId: string): Promise<Map<string, string>> {
  const found = await parsedRows(
    db,
    SentenceSchema,
    sql`select c.code, c.champ, c.value, a.sentence from (
        select u.number, (array_agg(l.dossier_id order by l.numero))[1] as dossier_id
        from rapport_lines l cross join unnest(l.causes) as u(number)
        where l.etablissement_id = ${etablissementId}::uuid group by 1
      ) first
      join rapport_causes c on c.etablissement_id = ${etablissementId}::uuid and c.number = first.number
      join dossiers d on d.id = first.dossier_id
      cross join lateral (
        select e ->> 'sentence' as sentence from jsonb_array_elements(d.anomalies) as e
        where e ->> 'code' = c.code and e -> 'champs' ->> 0 = c.champ limit 1
      ) a order by first.number`,
  );
  const sentences = new Map<string, string>();
  for (const { code, champ, value, sentence } of found) {
    sentences.set(keyOf(code, champ, value), sentence);
    // A cause of many different values says what the first of them says.
    const all = keyOf(code, champ, "*");
    if (!sentences.has(all)) sentences.set(all, sentence);
  }
  return sentences;
}

async function* rows(db: Db, etablissementId: string, day: Day): AsyncGenerator<readonly XlsxCell[]> {
  yield ["Date de l'export", frenchDay(day)];
  const { total, byEtat, causes } = await freshSummary(db, etablissementId, day);
  yield ["Dossiers", "Tous les dossiers apprenants", total];
  for (const etat of ETATS) yield ["Dossiers", ETAT_LABELS[etat], byEtat[etat]];
  const sentences = await firstSentences(db, etablissementId);
  for (const { severity, title, dossiers, unblocked, identity, actor } of causes) {
    const unblocks = severity === "bloquante" ? unblocked : null;
    const heading = `Cause (${SEVERITY_LABELS[severity].toLowerCase()})`;
    yield [heading, title, dossiers, unblocks, sentences.get(identity) ?? "", ACTOR_LABELS[actor]];
  }
}

/** «Synthèse»: the day, how many dossiers in each state, and the causes, the most useful to repair first, with what to do and who can. */
export const summarySheet = (db: Db, etablissementId: string, day: Day): XlsxSheet => ({
  sheet: "Synthèse",
  columns: COLUMNS,
  frozenColumns: 2,
  rows: rows(db, etablissementId, day),
});
