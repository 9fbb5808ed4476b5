import { OWN_REPORT_HEADING } from "@/lib/domain/own-report";
import type { ReadColumns } from "./read-columns";

/** True of a table of our own «rapport complet», whose cells correct dossiers that are there. */
export const isOwnReport = ({ planned }: Pick<ReadColumns, "planned">): boolean =>
  planned.some(({ column }) => column.heading === OWN_REPORT_HEADING);
