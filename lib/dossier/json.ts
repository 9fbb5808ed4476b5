/** Any value that JSON can carry: what an ERP or a file may put in any field. */
export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json };

/** A dossier as received or sent: field names to values. */
export type ObjetJson = { [cle: string]: Json | undefined };

/** True for a JSON object (not an array, not null). */
export function estObjet(valeur: unknown): valeur is ObjetJson {
  return typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
}
