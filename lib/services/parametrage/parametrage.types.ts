/** The TBA key as pages may show it: never the key itself, in no form. */
export type EtatCle = {
  presente: boolean;
  modifieeLe: string | null;
  modifieePar: string | null;
  dernierTest: { le: string; resultat: "acceptee" | "refusee" | "injoignable" } | null;
};
