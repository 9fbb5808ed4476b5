import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Jour, jourEnNombre } from "@/lib/dossier/jour";
import { type StatutTba, statutAuJour } from "@/lib/dossier/statut";
import { type Effectif, parcoursDe } from "./effectifs";
import { NATURE, nomOrganisme } from "./organismes";

/** The named lists that a CFA can download, and the statuses that each holds. */
export const LISTES: Readonly<Record<string, readonly StatutTba[]>> = {
  apprenant: ["APPRENTI", "INSCRIT", "RUPTURANT", "FIN_DE_FORMATION"],
  apprenti: ["APPRENTI", "FIN_DE_FORMATION"],
  inscritSansContrat: ["INSCRIT"],
  rupturant: ["RUPTURANT"],
  abandon: ["ABANDON"],
};

const JOURS_EXCEL_AVANT_1970 = 25569;

/** A cell that Excel shows as a date. */
const celluleJour = (jour: Jour) => jourEnNombre(jour) + JOURS_EXCEL_AVANT_1970;

type Ligne = (effectif: Effectif, statut: StatutTba) => unknown;

/**
 * The headings (exports.md), in order. The TBA takes the long label and the level from the national referential: the short label
 * stands in for the first. It fills the two periods only for dossiers of an older API: they stay empty, like the level.
 */
const COLONNES: readonly (readonly [titre: string, largeur: number, lire: Ligne])[] = [
  ["organisme_uai", 15, ({ valeurs }) => valeurs.etablissement_formateur_uai],
  ["organisme_siret", 16, ({ valeurs }) => valeurs.etablissement_formateur_siret],
  ["organisme_nom", 40, ({ valeurs }) => nomOrganisme(String(valeurs.etablissement_formateur_uai))],
  ["organisme_nature", 22, () => NATURE],
  ["apprenant_nom", 22, ({ valeurs }) => valeurs.nom_apprenant],
  ["apprenant_prenom", 22, ({ valeurs }) => valeurs.prenom_apprenant],
  ["apprenant_date_de_naissance", 26, ({ valeurs }) => celluleJour(String(valeurs.date_de_naissance_apprenant))],
  ["apprenant_statut", 20, (_effectif, statut) => statut],
  ["formation_cfd", 14, ({ valeurs }) => valeurs.formation_cfd],
  ["formation_rncp", 14, ({ valeurs }) => valeurs.formation_rncp],
  ["formation_libelle_long", 40, ({ valeurs }) => valeurs.libelle_court_formation],
  ["formation_annee", 14, ({ valeurs }) => valeurs.annee_formation],
  ["formation_niveau", 14, () => undefined],
  ["formation_date_debut_formation", 26, () => undefined],
  ["formation_date_fin_formation", 26, () => undefined],
];

/** The school years that the TBA counts on a day: the civil year and, from 1 August, the new school year. */
function anneesScolaires(jour: Jour): readonly string[] {
  const annee = Number(jour.slice(0, 4));
  const rentree = jour.slice(5, 7) < "08" ? annee - 1 : annee;
  return [`${annee}-${annee}`, `${rentree}-${rentree + 1}`];
}

export function nomDuFichier(type: string, jour: Jour): string {
  return `tdb-effectifs-${type}-${jour}.xlsx`;
}

/** One named list as the TBA makes it: who has, on that day and for its school year, a status of the list. */
export async function ecrireListe(
  sortie: Writable,
  effectifs: Iterable<Effectif>,
  statuts: readonly StatutTba[],
  jour: Jour,
): Promise<void> {
  // Loaded when first asked: it would double the time that the program takes to start.
  const { default: ExcelJS } = await import("exceljs");
  const classeur = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sortie, useStyles: true });
  const feuille = classeur.addWorksheet("Liste");
  feuille.columns = COLONNES.map(([titre, width]) => ({
    header: titre,
    width,
    ...(titre === "apprenant_date_de_naissance" ? { style: { numFmt: "dd/mm/yyyy" } } : {}),
  }));
  const annees = anneesScolaires(jour);
  for (const effectif of effectifs) {
    if (!annees.includes(String(effectif.valeurs.annee_scolaire))) continue;
    const parcours = parcoursDe(effectif);
    const commence = (parcours[0]?.[0] ?? "9999-12-31") <= jour;
    const statut = statutAuJour(parcours, jour);
    if (!commence || !statuts.includes(statut)) continue;
    feuille.addRow(COLONNES.map(([, , lire]) => lire(effectif, statut) ?? null)).commit();
  }
  feuille.commit();
  await classeur.commit();
  await finished(sortie);
}
