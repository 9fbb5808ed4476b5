import type { JsonObject } from "@/lib/domain/json";
import type { TbaLine } from "./tba-list.types";

/** Whom a line of a list names, in the fields of a dossier: the marks and fingerprints of a person are made from these. */
export const lineSource = ({ lastName, firstName, birth }: TbaLine): JsonObject => ({
  nom_apprenant: lastName,
  prenom_apprenant: firstName,
  date_de_naissance_apprenant: birth,
});
