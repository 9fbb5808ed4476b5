import { and, asc, gt, type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { OWN_REPORT_HEADING, REPORT_FIELDS, REPORT_MARKS } from "@/lib/domain/own-report";
import { parisDay } from "@/lib/domain/paris-day";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { afterPages, stepAside } from "@/lib/services/etablissements/after-pages";
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
/** Dossiers between two looks at whether a page is being made, which goes first. */
const BEFORE_PAGES = 20;
/** N°, Formation and Apprenant stay in sight. */
const FROZEN_COLUMNS = 3;

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "N°", width: 6, kind: "number" },
  { heading: "Formation", width: 44, kind: "text" },
  { heading: "Apprenant", width: 30, kind: "text" },
  { heading: REPORT_MARKS[0], width: 18, kind: "text" },
  { heading: "Employeur", width: 34, kind: "text" },
  { heading: "Début", width: 12, kind: "date" },
  { heading: "Fin", width: 12, kind: "date" },
  { heading: REPORT_MARKS[1], width: 20, kind: "text" },
  { heading: "Ce qui bloque, et le remède", width: 70, kind: "text" },
  { heading: "Valeurs que le TBA perdra", width: 50, kind: "text" },
  { heading: "À vérifier", width: 50, kind: "text" },
  { heading: "Qui peut agir", width: 28, kind: "text" },
  { heading: "Réponse du TBA", width: 40, kind: "text" },
  { heading: "Prochain statut sur TBA", width: 20, kind: "text" },
  { heading: "À partir du", width: 12, kind: "date" },
  { heading: REPORT_MARKS[2], width: 20, kind: "text" },
  { heading: "SIRET du formateur", width: 18, kind: "text" },
  { heading: "SIRET de l'employeur", width: 18, kind: "text" },
  // Hidden: what staff correct here in their spreadsheet comes back by them.
  ...REPORT_FIELDS.map((key) => ({ heading: key, width: 18, kind: "text", hidden: true }) as const),
  { heading: OWN_REPORT_HEADING, width: 12, kind: "text", hidden: true },
];

/** A dossier as `ToldDossier` says it, in one text: the thread that writes makes its cells, and this one reads nothing of it. */
const toldOn = (
  day: Day,
): SQL<string> => sql<string>`json_build_array(coalesce(${dossiers.numero}, 0), ${dossiers.formation},
  ${dossiers.apprenant}, ${statutOn(day)}, ${dossiers.parcours}, ${dossiers.employeur}, ${dossiers.debut}, ${dossiers.fin}, ${ETAT_SQL},
  ${dossiers.anomalies}, ${TBA_MESSAGES}, ${dossiers.source}, ${dossiers.corrections})::text`;

const readAfter = (ctx: ServiceContext, etablissementId: string, day: Day, numero: number, limit: number) =>
  ctx.db
    .select({ numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number), told: toldOn(day) })
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
  let given = 0;
  for await (const found of batches(ctx, etablissementId, day)) {
    for (const { told } of found) {
      yield told;
      given += 1;
      if (given % BEFORE_PAGES === 0) await afterPages();
    }
  }
}

/** «Télécharger le rapport complet»: all the apprentices, streamed, and the sheet «Synthèse». Answers the file's name and its bytes. Throws BUSY. */
export async function exportRapport(scope: Scope): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const etablissement = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const end = startHeavyWork(scope, "export");
  stepAside();
  try {
    await recordAudit(scope, etablissement.id, "export", { what: "rapport" });
    const lines = rows(scope, etablissement.id, day);
    const frame = { sheet: "Rapport de transmission", columns: COLUMNS, frozenColumns: FROZEN_COLUMNS };
    const sheet = { ...frame, told: { kind: "rapport", day } as const, rows: lines };
    const stream = await writeXlsxSheets([sheet, summarySheet(scope.db, etablissement.id, day)]);
    return { name: `rapport-tba-${etablissement.uai}-${day}.xlsx`, stream: endingWith(stream, end) };
  } catch (error) {
    end();
    throw error;
  }
}
