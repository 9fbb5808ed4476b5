import { ErreurChamp } from "@/components/ui/erreur-champ";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { CHOIX_CHAMPS } from "./choix-champ";
import { SaisieDate } from "./saisie-date";
import { SaisieListe } from "./saisie-liste";
import { SaisieSiret } from "./saisie-siret";
import { SaisieTexte } from "./saisie-texte";

export type ChampSaisieProps = {
  champ: CleChamp;
  /** The name under which the form sends it. */
  nom: string;
  /** What the input holds at first, as `ecrireSaisie` writes it. */
  valeur: string;
  erreur?: string;
  /** For the label's `htmlFor`; «champ-{nom}» when not said. */
  id?: string;
  /** Identifiers of what describes the input: a help, an anomaly. */
  decritPar?: string;
};

/**
 * The input of a field, that knows its field: a calendar, a list, a SIRET that counts its digits and checks its key. Without its label; with its
 * error. `lireSaisie` (lib/dossier) reads what comes back.
 */
export function ChampSaisie({ champ, nom, valeur, erreur, id = `champ-${nom}`, decritPar }: ChampSaisieProps) {
  const { type } = champDe(champ);
  const idErreur = `${id}-erreur`;
  const decrit = [decritPar, erreur === undefined ? undefined : idErreur].filter((d) => d !== undefined).join(" ");
  const communs = {
    id,
    nom,
    valeur,
    invalide: erreur !== undefined,
    decritPar: decrit === "" ? undefined : decrit,
  };
  const choix = CHOIX_CHAMPS[type];
  return (
    <div className="space-y-1">
      {choix !== undefined ? (
        <SaisieListe key={valeur} {...communs} choix={choix} />
      ) : type === "date" ? (
        <SaisieDate key={valeur} {...communs} />
      ) : type === "siret" || type === "siretTolere" ? (
        <SaisieSiret key={valeur} {...communs} />
      ) : (
        <SaisieTexte key={valeur} {...communs} type={type} />
      )}
      <ErreurChamp id={idErreur} message={erreur} />
    </div>
  );
}
