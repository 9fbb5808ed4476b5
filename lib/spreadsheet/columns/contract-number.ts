import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/table.types";

/** Who registers contracts, each under a number. */
const REGISTRY = /(?:^|[^\p{L}])(?:deca|opco|opca|npec|cerfa)(?:$|[^\p{L}])/iu;
/** What such a body alone writes beside it: any software says of which OPCO an employer is. */
const REGISTERED =
  /(?:^|[^\p{L}])(?:deca|npec|cerfa)(?:$|[^\p{L}])|(?:dossier|num[ée]ro|n°|statut|[ée]tat)[^\p{L}]+(?:\p{L}+[^\p{L}]+)?opc[oa](?:$|[^\p{L}])/iu;
const DOSSIER = /dossier/i;
const OF_APPRENANT = /appr|[ée]l[èe]ve|[ée]tudiant|logiciel/i;

/**
 * True for a «N° de dossier» beside what such a body says: the number is the contract's, and the next contract of the same person has another. As an identifier, it would
 * make a second person of them.
 */
export function numbersContracts({ heading, band }: TableColumn, { columns }: Pick<ReadTable, "columns">): boolean {
  if (!DOSSIER.test(heading) || OF_APPRENANT.test(heading)) return false;
  if (matchHeading(heading, band)?.field !== "id_erp_apprenant") return false;
  return REGISTRY.test(heading) || columns.some((column) => REGISTERED.test(column.heading));
}
