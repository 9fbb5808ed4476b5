import type { ListParams } from "@/components/data-table/column.types";
import { listUrl } from "@/components/data-table/list-url";

/** The page of a dossier. It keeps the report's filters, so that «suivant» is the next one of the list that one was reading. */
export function dossierLink(uai: string, id: string, params: ListParams = {}): string {
  return listUrl(`/${uai}/apprenants/${id}`, params, {});
}
