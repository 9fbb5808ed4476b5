/** All the mandatory columns, so that nothing is to be asked about them. */
export const HEADINGS =
  "id_erp_apprenant;nom_apprenant;prenom_apprenant;date_de_naissance_apprenant;annee_scolaire;date_inscription_formation;date_entree_formation;date_fin_formation;libelle_court_formation;etablissement_responsable_uai;etablissement_responsable_siret;etablissement_formateur_uai;etablissement_formateur_siret";

const REST =
  "29/02/2008;2026-2027;01/09/2026;01/09/2026;31/08/2028;BTS MCO;0359471E;59904711500010;0359471E;59904711500010";

/** A row under these headings. */
export const fileRow = (id: string, name: string, first = "Léa") => `${id};${name};${first};${REST}`;
