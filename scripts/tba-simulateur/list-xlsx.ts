import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Day, dayToNumber } from "@/lib/domain/day";
import { statutOnDay } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { Couple } from "./configuration";
import { type Enrolment, parcoursOf } from "./enrolments";
import { isClosed, NATURE, organismeName } from "./organismes";

/** The named lists that a CFA can download, and the statuses that each holds. */
export const LISTS: Readonly<Record<string, readonly StatutTba[]>> = {
  apprenant: ["APPRENTI", "INSCRIT", "RUPTURANT", "FIN_DE_FORMATION"],
  apprenti: ["APPRENTI", "FIN_DE_FORMATION"],
  inscritSansContrat: ["INSCRIT"],
  rupturant: ["RUPTURANT"],
  abandon: ["ABANDON"],
};

const EXCEL_DAYS_BEFORE_1970 = 25569;

/** A cell that Excel shows as a date. */
const dayCell = (day: Day) => dayToNumber(day) + EXCEL_DAYS_BEFORE_1970;

type Row = (enrolment: Enrolment, status: StatutTba) => unknown;

/**
 * The headings (exports.md), in order. The TBA takes the long label and the level from the national referential: the short label
 * stands in for the first. It fills the two periods only for dossiers of an older API: they stay empty, like the level.
 */
const COLUMNS: readonly (readonly [title: string, width: number, read: Row])[] = [
  ["organisme_uai", 15, ({ values }) => values.etablissement_formateur_uai],
  ["organisme_siret", 16, ({ values }) => values.etablissement_formateur_siret],
  ["organisme_nom", 40, ({ values }) => organismeName(String(values.etablissement_formateur_uai))],
  ["organisme_nature", 22, () => NATURE],
  ["apprenant_nom", 22, ({ values }) => values.nom_apprenant],
  ["apprenant_prenom", 22, ({ values }) => values.prenom_apprenant],
  ["apprenant_date_de_naissance", 26, ({ values }) => dayCell(String(values.date_de_naissance_apprenant))],
  ["apprenant_statut", 20, (_enrolment, status) => status],
  ["formation_cfd", 14, ({ values }) => values.formation_cfd],
  ["formation_rncp", 14, ({ values }) => values.formation_rncp],
  ["formation_libelle_long", 40, ({ values }) => values.libelle_court_formation],
  ["formation_annee", 14, ({ values }) => values.annee_formation],
  ["formation_niveau", 14, () => undefined],
  ["formation_date_debut_formation", 26, () => undefined],
  ["formation_date_fin_formation", 26, () => undefined],
];

/** The school years that the TBA counts on a day: the civil year and, from 1 August, the new school year. */
function schoolYears(day: Day): readonly string[] {
  const year = Number(day.slice(0, 4));
  const schoolYearStart = day.slice(5, 7) < "08" ? year - 1 : year;
  return [`${year}-${year}`, `${schoolYearStart}-${schoolYearStart + 1}`];
}

export function fileName(type: string, day: Day): string {
  return `tdb-effectifs-${type}-${day}.xlsx`;
}

/** One named list as the TBA makes it: who has, on that day and for its school year, a status of the list; nobody of a closed organisme. */
export async function writeList(
  output: Writable,
  enrolments: Iterable<Enrolment>,
  { statuts, day, closed }: { statuts: readonly StatutTba[]; day: Day; closed: readonly Couple[] },
): Promise<void> {
  // Loaded when first asked: it would double the time that the program takes to start.
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
  const sheet = workbook.addWorksheet("Liste");
  sheet.columns = COLUMNS.map(([title, width]) => ({
    header: title,
    width,
    ...(title === "apprenant_date_de_naissance" ? { style: { numFmt: "dd/mm/yyyy" } } : {}),
  }));
  const years = schoolYears(day);
  for (const enrolment of enrolments) {
    const { annee_scolaire, etablissement_formateur_uai, etablissement_formateur_siret } = enrolment.values;
    if (!years.includes(String(annee_scolaire))) continue;
    if (isClosed(closed, etablissement_formateur_uai, etablissement_formateur_siret)) continue;
    const parcours = parcoursOf(enrolment);
    const starts = (parcours[0]?.[0] ?? "9999-12-31") <= day;
    const status = statutOnDay(parcours, day);
    if (!starts || !statuts.includes(status)) continue;
    sheet.addRow(COLUMNS.map(([, , read]) => read(enrolment, status) ?? null)).commit();
  }
  sheet.commit();
  await workbook.commit();
  await finished(output);
}
