import { type ChampKey, TRANSMITTED_CHAMPS } from "./champs";

/** The heading that tells our own «rapport complet» from any other file. */
export const OWN_REPORT_HEADING = "passerelle_rapport";

/** The headings that tell it all the same when that column was deleted: no software has the three. */
export const REPORT_MARKS = ["Statut sur TBA", "État du dossier", "Identifiant dans le logiciel"] as const;

/** Its columns that say what several fields come to, under a name that invites a correction: nothing comes back by them. */
export const REPORT_COMPOSED = ["Formation", "Apprenant", "Employeur", "Début", "Fin"] as const;

/** Fields that the report shows under a heading that an import knows. */
const SHOWN: ReadonlySet<ChampKey> = new Set(["id_erp_apprenant", "etablissement_formateur_siret", "siret_employeur"]);

/** The fields that the report carries in hidden columns, under the API's names: what staff correct in a spreadsheet comes back by them. */
export const REPORT_FIELDS: readonly ChampKey[] = TRANSMITTED_CHAMPS.filter(
  ({ key, group }) => !SHOWN.has(key) && group !== "contrat3" && group !== "contrat4" && group !== "sifa",
).map(({ key }) => key);

/** All the fields that come back by the report, in the order in which it notes them (report-signature.ts). */
export const REPORT_SIGNED: readonly ChampKey[] = [...SHOWN, ...REPORT_FIELDS];

/** True for a field that the report says as it is; its other columns are made of several. */
export const isReportField = (key: ChampKey): boolean => SHOWN.has(key) || REPORT_FIELDS.includes(key);
