/** What every kind of input is given. */
export type SaisieProps = {
  id: string;
  nom: string;
  valeur: string;
  invalide: boolean;
  decritPar: string | undefined;
};
