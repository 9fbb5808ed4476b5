const LONGUEUR_MAX = 60;

/** A value as a sentence can quote it. */
export function montrer(valeur: unknown): string {
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  if (typeof valeur === "number") return String(valeur);
  if (typeof valeur !== "string") return "une valeur composée";
  const propre = valeur.replace(/\s+/g, " ").trim();
  return propre.length > LONGUEUR_MAX ? `${propre.slice(0, LONGUEUR_MAX)}…` : propre;
}

/** True for what a person would call empty. */
export function estVide(valeur: unknown): boolean {
  return valeur === null || valeur === undefined || (typeof valeur === "string" && valeur.trim() === "");
}

/** «1 chiffre», «13 chiffres». */
export function compter(nombre: number, singulier: string): string {
  return `${nombre} ${singulier}${nombre > 1 ? "s" : ""}`;
}

/** What is wrong with the shape of a SIRET, as the end of «Le SIRET … ». */
export function defautDeSiret(valeur: unknown): string {
  const compact = montrer(valeur).replace(/[\s.-]+/g, "");
  if (/^\d+$/.test(compact)) return `a ${compter(compact.length, "chiffre")} (${compact}) : il en faut 14`;
  if (/^\d[.,]\d+E\+?\d+$/i.test(montrer(valeur))) {
    return `a été abîmé par le tableur (${montrer(valeur)}) : mettez la colonne au format texte et saisissez ses 14 chiffres`;
  }
  return `ne contient pas que des chiffres (${montrer(valeur)}) : il en faut 14, et rien d'autre`;
}
