import { parisDay } from "@/lib/domain/paris-day";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { loadRapport } from "./load-rapport";
import type { PrintedRapport, RapportFilters } from "./rapport.types";

/** Some hundred sheets of paper: beyond, the workbook reads better. */
const MAX_PRINTED = 2000;

/** All the lines that the filters keep, in their order, to be printed: at most MAX_PRINTED, and `kept` says how many there were. Throws BUSY. */
export async function printRapport(scope: Scope, filters: RapportFilters): Promise<PrintedRapport> {
  const { id, name, uai } = requirePermission(scope, "view");
  return doHeavyWork(scope, "export", async () => {
    await recordAudit(scope, id, "export", { what: "print" });
    const { rows, filters: kept, pages, choice } = await loadRapport(scope, { ...filters, page: 1 });
    for (let page = 2; page <= pages && rows.length < MAX_PRINTED; page += 1) {
      rows.push(...(await loadRapport(scope, { ...filters, page })).rows);
    }
    const printed = rows.slice(0, MAX_PRINTED);
    return { name, uai, choice, searches: filters.searches, kept, rows: printed, today: parisDay(scope.now) };
  });
}
