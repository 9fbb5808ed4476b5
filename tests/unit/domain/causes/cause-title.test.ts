import { expect, it } from "vitest";
import { causeTitle } from "@/lib/domain/causes/find-causes";

it.each([
  ["CHAMP_MANQUANT", "date_inscription_formation", null, "Date d'inscription absente"],
  ["CONTRAT_SANS_DEBUT", "contrat_date_debut", null, "absente"],
  ["LIBELLE_TROP_COURT", "libelle_court_formation", "BT", "trop court (BT)"],
  ["TEXTE_ATTENDU", "nom_apprenant", null, "qui n'est pas du texte"],
  ["BOOLEEN_ATTENDU", "rqth_apprenant", "peut-être", "ni oui ni non (peut-être)"],
  ["TELEPHONE_SPECIAL", "tel_apprenant", null, "surtaxé ou spécial"],
  ["SIRET_PERDU", "siret_employeur", null, "que le TBA ne gardera pas"],
  ["SIRET_CLE", "siret_employeur", "777", "dont la clé de contrôle est fausse (777)"],
  ["DATE_HORS_CALENDRIER", "date_de_naissance_apprenant", "2007-02-30", "qui n'existe pas (2007-02-30)"],
  ["IDENTIFIANT_VIDE", "id_erp_apprenant", null, "vide"],
  ["UN_CODE_A_VENIR", "nom_apprenant", "x", " (x)"],
] as const)("La cause %s dit ce qui ne va pas, sous le nom du champ %s", (code, champ, precision, end) => {
  expect(causeTitle(code, champ, precision).endsWith(end)).toBe(true);
});
