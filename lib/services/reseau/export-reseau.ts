import { parisDay } from "@/lib/domain/paris-day";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { writeXlsx } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxCell, XlsxColumn } from "@/lib/spreadsheet/xlsx.types";
import { loadReseau } from "./load-reseau";
import { KEY_WORDS, type ReseauFilters, type ReseauLine } from "./reseau.types";

/** A réseau has hundreds of établissements; what is asked past this is cut, and says so. */
const MAX_ROWS = 5_000;

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "Établissement", width: 40, kind: "text" },
  { heading: "UAI", width: 12, kind: "text" },
  { heading: "Réseau", width: 30, kind: "text" },
  { heading: "Clé du TBA", width: 18, kind: "text" },
  { heading: "Dernière transmission", width: 20, kind: "date" },
  { heading: "Jours sans transmission", width: 22, kind: "number" },
  { heading: "Apprentis", width: 12, kind: "number" },
  { heading: "Valides", width: 12, kind: "number" },
  { heading: "Invalides", width: 12, kind: "number" },
  { heading: "Vus sur le TBA", width: 14, kind: "number" },
  { heading: "Cause principale", width: 60, kind: "text" },
  { heading: "Alertes", width: 60, kind: "text" },
];

const rowOf = (line: ReseauLine, reseau: string): XlsxCell[] => [
  ...[line.name, line.uai, reseau, KEY_WORDS[line.key], line.lastRun?.day ?? null, line.missed],
  ...[line.apprentis, line.valides, line.invalides, line.seen],
  line.cause === "pending" ? "En cours de calcul" : line.cause,
  line.alertes.map((kind) => SUBSCRIPTION_LABELS[kind]).join(" ; "),
];

/** What the page shows, as a workbook; the export itself is in the journal. Throws NOT_SIGNED_IN, NOT_FOUND. */
export async function exportReseau(
  ctx: ServiceContext,
  filters: ReseauFilters,
): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const { lines, reseaux } = await loadReseau(ctx, filters);
  const names = new Map(reseaux.map(({ id, name }) => [id, name]));
  await recordAudit(ctx, null, "export", { reseau: true, etablissements: lines.length });
  const rows = lines.slice(0, MAX_ROWS).map((line) => rowOf(line, names.get(line.reseau) ?? ""));
  if (lines.length > MAX_ROWS) {
    const limit = MAX_ROWS.toLocaleString("fr-FR");
    rows.push([`Ce fichier s'arrête à ${limit} établissements : choisissez des filtres pour avoir la suite.`]);
  }
  const stream = await writeXlsx({ sheet: "Réseau", columns: COLUMNS, rows });
  return { name: `reseau-${parisDay(ctx.now)}.xlsx`, stream };
}
