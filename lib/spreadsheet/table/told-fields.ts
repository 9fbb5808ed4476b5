import type { ChampKey } from "@/lib/domain/champs";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { TableColumn } from "./table.types";

/** The fields that the headings of a table tell, and those of the halves of its columns. */
export const toldFields = (columns: readonly TableColumn[]): Set<ChampKey> =>
  new Set(columns.flatMap(({ heading, band, holds }) => holds ?? matchHeading(heading, band)?.field ?? []));
