import { type Jour, jourFrancais, nombreEnJour } from "./jour";
import type { ObjetJson } from "./json";
import type { ContratLu, Lecture } from "./lecture";

/** The columns that the report shows of a dossier, whatever the day. */
export type Colonnes = {
  formation: string;
  apprenant: string;
  employeur: string;
  debut: Jour | null;
  fin: Jour | null;
};

function texte(valeur: unknown): string {
  return typeof valeur === "string" || typeof valeur === "number" ? String(valeur).replace(/\s+/g, " ").trim() : "";
}

/** The contract that starts last: the one that staff look for. */
function dernierContrat(contrats: readonly ContratLu[]): ContratLu | null {
  let dernier: ContratLu | null = null;
  for (const contrat of contrats) if (dernier === null || contrat.debut >= dernier.debut) dernier = contrat;
  return dernier;
}

function formation(valeurs: ObjetJson, { entree, fin }: Lecture): string {
  const groupe = texte(valeurs.groupe_formation);
  if (groupe !== "") return groupe;
  const libelle = texte(valeurs.libelle_court_formation) || texte(valeurs.formation_rncp);
  if (entree === null || fin === null) return libelle;
  return `${libelle} ${jourFrancais(nombreEnJour(entree))}-${jourFrancais(nombreEnJour(fin))}`.trim();
}

/** Formation, Apprenant, Employeur, Début and Fin (of the last contract) as the report shows them. */
export function colonnesDuRapport(valeurs: ObjetJson, lecture: Lecture): Colonnes {
  const contrat = dernierContrat(lecture.contrats);
  const employeur =
    contrat === null ? "" : texte(valeurs[contrat.cles.employeur]) || texte(valeurs[contrat.cles.siret]);
  const finContrat = contrat === null ? null : (contrat.rupture ?? contrat.fin);
  return {
    formation: formation(valeurs, lecture),
    apprenant: `${texte(valeurs.nom_apprenant).toUpperCase()} ${texte(valeurs.prenom_apprenant)}`.trim(),
    employeur,
    debut: contrat === null ? null : nombreEnJour(contrat.debut),
    fin: finContrat === null ? null : nombreEnJour(finContrat),
  };
}
