import type { SQL } from "drizzle-orm";
import type { Db } from "@/db/database";
import { parisDay } from "@/lib/domain/paris-day";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { writeXlsx } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxCell, XlsxColumn } from "@/lib/spreadsheet/xlsx.types";
import type { AuditFilters } from "./audit.types";
import { auditConditions } from "./audit-conditions";
import { type ReadLine, readLines } from "./audit-lines";
import { auditLabel } from "./audit-sentences";
import { recordAudit } from "./record-audit";

const PER_READ = 500;
/** What a spreadsheet opens without trouble; a longer journal is taken in two, by dates. */
const MAX_ROWS = 200_000;

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "Jour", width: 12, kind: "date" },
  { heading: "Heure", width: 10, kind: "text" },
  { heading: "Qui", width: 28, kind: "text" },
  { heading: "Acte", width: 30, kind: "text" },
  { heading: "Ce qui s'est passé", width: 80, kind: "text" },
  { heading: "Adresse IP", width: 22, kind: "text" },
];

const TIME = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", timeStyle: "medium" });

async function* rows(db: Db, where: SQL): AsyncGenerator<readonly XlsxCell[]> {
  let after: ReadLine | undefined;
  for (let count = 0; count < MAX_ROWS; count += PER_READ) {
    const found = await readLines(db, where, { limit: PER_READ, after });
    for (const { instant, by, action, sentence, address } of found) {
      yield [parisDay(instant), TIME.format(instant), by, auditLabel(action), sentence, address];
    }
    after = found.at(-1);
    if (found.length < PER_READ) return;
  }
  const limit = MAX_ROWS.toLocaleString("fr-FR");
  yield [
    null,
    null,
    null,
    null,
    `Ce fichier s'arrête à ${limit} lignes : choisissez des dates pour avoir la suite.`,
    null,
  ];
}

/** The journal that the filters keep, streamed; the export itself is in the journal. Throws FORBIDDEN. */
export async function exportAudit(
  scope: Scope,
  filters: AuditFilters,
): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const { id, uai } = requirePermission(scope, "administer");
  await recordAudit(scope, id, "audit-export");
  const lines = rows(scope.db, auditConditions(id, filters));
  const stream = await writeXlsx({ sheet: "Journal", columns: COLUMNS, rows: lines });
  return { name: `journal-${uai}-${parisDay(scope.now)}.xlsx`, stream };
}
