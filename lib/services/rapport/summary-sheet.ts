import { and, count, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { ACTOR_LABELS, SEVERITY_LABELS } from "@/lib/domain/anomalie";
import type { Cause } from "@/lib/domain/causes/cause";
import { type Day, frenchDay } from "@/lib/domain/day";
import { ETAT_LABELS, ETATS } from "@/lib/domain/etat";
import { listCauses } from "@/lib/services/deblocage/list-causes";
import { idIn } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import type { XlsxCell, XlsxColumn, XlsxSheet } from "@/lib/spreadsheet/write-xlsx";
import { ETAT_SQL } from "./columns-sql";
import { conditions } from "./filter";

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "Rubrique", width: 18, kind: "text" },
  { heading: "Détail", width: 60, kind: "text" },
  { heading: "Dossiers", width: 10, kind: "number" },
  { heading: "En débloque", width: 12, kind: "number" },
  { heading: "Ce qui ne va pas, et le remède (sur le premier dossier)", width: 70, kind: "text" },
  { heading: "Qui peut agir", width: 24, kind: "text" },
];

/** What the first dossier of each cause says of it, by the cause's identity. */
async function firstSentences(db: Db, etablissementId: string, causes: readonly Cause[]): Promise<Map<string, string>> {
  const ids = [...new Set(causes.flatMap((cause) => cause.dossiers.slice(0, 1)))];
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: dossiers.id, anomalies: dossiers.anomalies })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)));
  const byId = new Map(found.map(({ id, anomalies }) => [id, anomalies]));
  return new Map(
    causes.map(({ identity, code, champ, dossiers: [first = ""] }) => {
      const anomalie = byId.get(first)?.find((a) => a.code === code && a.champs[0] === champ);
      return [identity, anomalie?.sentence ?? ""];
    }),
  );
}

async function* rows(db: Db, etablissementId: string, day: Day): AsyncGenerator<readonly XlsxCell[]> {
  const all = conditions(etablissementId, {}, day);
  yield ["Date de l'export", frenchDay(day)];
  const counts = await db.select({ etat: ETAT_SQL, n: count() }).from(dossiers).where(all).groupBy(ETAT_SQL);
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  yield ["Dossiers", "Tous les dossiers apprenants", total];
  for (const etat of ETATS) yield ["Dossiers", ETAT_LABELS[etat], counts.find((c) => c.etat === etat)?.n ?? 0];
  const causes = await listCauses(db, all);
  const sentences = await firstSentences(db, etablissementId, causes);
  for (const cause of causes) {
    const { severity, title, dossiers: having, unblocked, identity, actor } = cause;
    const unblocks = severity === "bloquante" ? unblocked.length : null;
    const heading = `Cause (${SEVERITY_LABELS[severity].toLowerCase()})`;
    yield [heading, title, having.length, unblocks, sentences.get(identity) ?? "", ACTOR_LABELS[actor]];
  }
}

/** «Synthèse»: the day, how many dossiers in each state, and the causes, the most useful to repair first, with what to do and who can. */
export const summarySheet = (db: Db, etablissementId: string, day: Day): XlsxSheet => ({
  sheet: "Synthèse",
  columns: COLUMNS,
  frozenColumns: 2,
  rows: rows(db, etablissementId, day),
});
