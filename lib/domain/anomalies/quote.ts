const MAX_LENGTH = 60;

/** A value as a sentence can quote it. */
export function quote(value: unknown): string {
  if (typeof value === "boolean") return value ? "oui" : "non";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return "une valeur composée";
  const clean = value.replace(/\s+/g, " ").trim();
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean;
}

/** True for what a person would call empty. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

/** True for what the TBA takes for a value: blanks are one. */
export const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** «1 chiffre», «13 chiffres». */
export function countOf(count: number, singular: string): string {
  return `${count} ${singular}${count > 1 ? "s" : ""}`;
}

/** What is wrong with the shape of a SIRET, as the end of «Le SIRET … ». */
export function siretFault(value: unknown): string {
  const compact = quote(value).replace(/[\s.-]+/g, "");
  if (/^\d+$/.test(compact)) return `a ${countOf(compact.length, "chiffre")} (${compact}) : il en faut 14`;
  if (/^\d[.,]\d+E\+?\d+$/i.test(quote(value))) {
    return `a été abîmé par le tableur (${quote(value)}) : mettez la colonne au format texte et saisissez ses 14 chiffres`;
  }
  return `ne contient pas que des chiffres (${quote(value)}) : il en faut 14, et rien d'autre`;
}
