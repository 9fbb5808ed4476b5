import { and, asc, gt, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { ACTOR_LABELS, type Anomalie, type Severity } from "@/lib/domain/anomalie";
import { effectiveValues } from "@/lib/domain/corrections";
import type { Day } from "@/lib/domain/day";
import { ETAT_LABELS, type EtatDossierValue } from "@/lib/domain/etat";
import { formatInput } from "@/lib/domain/format-input";
import type { Json } from "@/lib/domain/json";
import { reserveOf } from "@/lib/domain/not-shown";
import { OWN_REPORT_HEADING, REPORT_FIELDS } from "@/lib/domain/own-report";
import { parisDay } from "@/lib/domain/paris-day";
import { nextChange, STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutStep } from "@/lib/domain/statut.types";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { endingWith, startHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { writeXlsxSheets } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxColumn } from "@/lib/spreadsheet/xlsx.types";
import { ETAT_SQL, statutOn, TBA_MESSAGES } from "./columns-sql";
import { conditions } from "./filter";
import { summarySheet } from "./summary-sheet";

/** A few first, so that the download begins at once. */
const FIRST_READ = 50;
const PER_READ = 250;
/** N°, Formation and Apprenant stay in sight. */
const FROZEN_COLUMNS = 3;

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "N°", width: 6, kind: "number" },
  { heading: "Formation", width: 44, kind: "text" },
  { heading: "Apprenant", width: 30, kind: "text" },
  { heading: "Statut sur TBA", width: 18, kind: "text" },
  { heading: "Employeur", width: 34, kind: "text" },
  { heading: "Début", width: 12, kind: "date" },
  { heading: "Fin", width: 12, kind: "date" },
  { heading: "État du dossier", width: 20, kind: "text" },
  { heading: "Ce qui bloque, et le remède", width: 70, kind: "text" },
  { heading: "Valeurs que le TBA perdra", width: 50, kind: "text" },
  { heading: "À vérifier", width: 50, kind: "text" },
  { heading: "Qui peut agir", width: 28, kind: "text" },
  { heading: "Réponse du TBA", width: 40, kind: "text" },
  { heading: "Prochain statut sur TBA", width: 20, kind: "text" },
  { heading: "À partir du", width: 12, kind: "date" },
  { heading: "Identifiant dans le logiciel", width: 20, kind: "text" },
  { heading: "SIRET du formateur", width: 18, kind: "text" },
  { heading: "SIRET de l'employeur", width: 18, kind: "text" },
  // Hidden: what staff correct here in their spreadsheet comes back by them.
  ...REPORT_FIELDS.map((key) => ({ heading: key, width: 18, kind: "text", hidden: true }) as const),
  { heading: OWN_REPORT_HEADING, width: 12, kind: "text", hidden: true },
];

const sentences = (anomalies: readonly Anomalie[], severity: Severity) =>
  anomalies
    .filter((a) => a.severity === severity)
    .map((a) => a.sentence)
    .join("\n");

/** «Transmis sur TBA (couple inconnu du TBA : ne s'affichera pas)» */
function etatWithReserve(etat: EtatDossierValue, anomalies: readonly Anomalie[]): string {
  const reserve = reserveOf(etat, anomalies);
  return reserve === null ? ETAT_LABELS[etat] : `${ETAT_LABELS[etat]} (${reserve})`;
}

const text = (value: Json | undefined) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The next status and its day, blank when the status is final. */
function change(parcours: readonly StatutStep[] | null, day: Day): [statut: string, day: Day | null] {
  const step = parcours === null ? null : nextChange(parcours, day);
  return step === null ? ["", null] : [STATUT_LABELS[step[1]], step[0]];
}

const columnsOn = (day: Day) => ({
  numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number),
  formation: dossiers.formation,
  apprenant: dossiers.apprenant,
  statut: statutOn(day),
  parcours: dossiers.parcours,
  employeur: dossiers.employeur,
  debut: dossiers.debut,
  fin: dossiers.fin,
  etat: ETAT_SQL,
  anomalies: dossiers.anomalies,
  tbaMessages: TBA_MESSAGES,
  source: dossiers.source,
  corrections: dossiers.corrections,
});

const readAfter = (ctx: ServiceContext, etablissementId: string, day: Day, numero: number, limit: number) =>
  ctx.db
    .select(columnsOn(day))
    .from(dossiers)
    .where(and(conditions(etablissementId, {}, day), gt(dossiers.numero, numero)))
    .orderBy(asc(dossiers.numero))
    .limit(limit);

/** The dossiers, some at a time: the next ones are on their way while those in hand are written. */
async function* batches(ctx: ServiceContext, etablissementId: string, day: Day) {
  let size = FIRST_READ;
  let ahead = readAfter(ctx, etablissementId, day, 0, size).execute();
  for (;;) {
    const found = await ahead;
    const last = found.at(-1);
    const full = found.length === size;
    if (last !== undefined && full) {
      size = PER_READ;
      ahead = readAfter(ctx, etablissementId, day, last.numero, size).execute();
      // Looked at in its turn, or never when the reader goes away: an error is no surprise to the process until then.
      ahead.catch(() => {});
    }
    yield found;
    if (!full) return;
  }
}

async function* rows(ctx: ServiceContext, etablissementId: string, day: Day) {
  for await (const found of batches(ctx, etablissementId, day)) {
    for (const l of found) {
      const values = effectiveValues(l.source, l.corrections);
      yield [
        l.numero,
        l.formation,
        l.apprenant,
        l.statut === null ? "" : STATUT_LABELS[l.statut],
        l.employeur,
        l.debut,
        l.fin,
        etatWithReserve(l.etat, l.anomalies),
        sentences(l.anomalies, "bloquante"),
        sentences(l.anomalies, "avalee"),
        sentences(l.anomalies, "risque"),
        [...new Set(l.anomalies.map((a) => ACTOR_LABELS[a.actor]))].join(", "),
        l.etat === "refuse" ? l.tbaMessages.join("\n") : "",
        ...change(l.parcours, day),
        text(values.id_erp_apprenant),
        text(values.etablissement_formateur_siret),
        text(values.siret_employeur),
        ...REPORT_FIELDS.map((key) => formatInput(values[key])),
        day,
      ];
    }
  }
}

/** «Télécharger le rapport complet»: all the apprentices, streamed, and the sheet «Synthèse». Answers the file's name and its bytes. Throws BUSY. */
export async function exportRapport(scope: Scope): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const etablissement = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const end = startHeavyWork(scope, "export");
  try {
    await recordAudit(scope, etablissement.id, "export");
    const lines = rows(scope, etablissement.id, day);
    const sheet = { sheet: "Rapport de transmission", columns: COLUMNS, frozenColumns: FROZEN_COLUMNS, rows: lines };
    const stream = await writeXlsxSheets([sheet, summarySheet(scope.db, etablissement.id, day)]);
    return { name: `rapport-tba-${etablissement.uai}-${day}.xlsx`, stream: endingWith(stream, end) };
  } catch (error) {
    end();
    throw error;
  }
}
