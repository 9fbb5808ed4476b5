import { champDe, estCleChamp } from "@/lib/dossier/champs";
import { memeValeur } from "@/lib/dossier/corrections";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import type { Json } from "@/lib/dossier/json";
import { lireSaisie } from "@/lib/dossier/lire-saisie";
import { ErreurMetier } from "@/lib/errors";
import type { Changement } from "@/lib/services/corrections/nouvelles-corrections";
import type { Suggestion } from "./deblocage.types";
import type { CauseOuverte } from "./ouvrir-cause";
import type { Part } from "./repartir";

const PREFIXE = "valeur-";

/** What a press on the form sends. */
export type FormulaireCause = {
  saisies: Readonly<Record<string, string>>;
  /** «Appliquer» was pressed; otherwise only show what the values would do. */
  veutAppliquer: boolean;
  /** What was last shown, as `resumerSaisies` says it. */
  vu: string;
  /** Fill what is empty with the first suggestion of each group. */
  toutPrendre: boolean;
};

/** What the inputs say, in one text: the same for the same values, however they are written. */
export function resumerSaisies(champ: string, saisies: Readonly<Record<string, string>>): string {
  const lues = Object.entries(saisies).flatMap(([cle, texte]): [string, Json][] => {
    if (texte.trim() === "") return [];
    const lue = estCleChamp(champ) ? lireSaisie(champ, texte) : { erreur: "" };
    return [[cle, "erreur" in lue ? texte : lue.valeur]];
  });
  return JSON.stringify(lues.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The correction's form: an input «valeur-{groupe}» for each group; «prendre» is a button that holds «{groupe}={value}», or «tout»;
 * «intention» says «appliquer» or «apercu»; «vu» is what was last shown.
 */
export function lireFormulaire(donnees: FormData): FormulaireCause {
  const saisies: Record<string, string> = {};
  for (const [nom, valeur] of donnees) {
    if (nom.startsWith(PREFIXE) && typeof valeur === "string") saisies[nom.slice(PREFIXE.length)] = valeur;
  }
  const [prise, vu] = [donnees.get("prendre"), donnees.get("vu")];
  const place = typeof prise === "string" ? prise.indexOf("=") : -1;
  if (typeof prise === "string" && place > 0) saisies[prise.slice(0, place)] = prise.slice(place + 1);
  return {
    saisies,
    veutAppliquer: donnees.get("intention") === "appliquer" && prise === null,
    vu: typeof vu === "string" ? vu : "",
    toutPrendre: prise === "tout",
  };
}

/** True when an input is empty, or holds what its dossiers already have: the text «12» is not the number 12 that the software sent. */
function estInchangee(texte: string, { membres }: Part, { champ, rang }: CauseOuverte): boolean {
  if (texte === "") return true;
  const lue = lireSaisie(champ, texte);
  return membres.every(({ valeurs }) =>
    "erreur" in lue ? ecrireSaisie(valeurs[rang]).trim() === texte : memeValeur(valeurs[rang], lue.valeur),
  );
}

/** The inputs, those that nobody filled or changed filled with what is suggested. */
export function completer(
  ouverte: CauseOuverte,
  saisies: Readonly<Record<string, string>>,
  suggestions: (part: Part) => Suggestion[],
): Record<string, string> {
  const pleines: Record<string, string> = { ...saisies };
  for (const part of ouverte.parts) {
    const [premiere] = suggestions(part);
    const inchangee = estInchangee((pleines[part.cle] ?? "").trim(), part, ouverte);
    if (inchangee && premiere !== undefined) pleines[part.cle] = premiere.saisie;
  }
  return pleines;
}

/**
 * What the inputs would change. An input that is empty, or holds what is already there, leaves its dossiers as they are. Throws SAISIE_INVALIDE with the errors by input
 * («valeur-{groupe}»).
 */
export function changementsDe(ouverte: CauseOuverte, saisies: Readonly<Record<string, string>>): Changement[] {
  const { champ, repartition, parts } = ouverte;
  const changements: Changement[] = [];
  const erreurs: Record<string, string> = {};
  for (const part of parts) {
    const { cle, membres } = part;
    const texte = (saisies[cle] ?? "").trim();
    if (repartition !== "vider" && estInchangee(texte, part, ouverte)) continue;
    const lue = repartition === "vider" ? { valeur: null } : lireSaisie(champ, texte);
    if ("erreur" in lue) erreurs[PREFIXE + cle] = lue.erreur;
    else for (const { id } of membres) changements.push({ dossierId: id, champ, valeur: lue.valeur });
  }
  const fautes = Object.values(erreurs);
  if (fautes.length > 0) {
    const message =
      fautes.length === 1 ? "Une valeur n'est pas bonne." : `${fautes.length} valeurs ne sont pas bonnes.`;
    throw new ErreurMetier("SAISIE_INVALIDE", `${message} Rien n'est enregistré.`, erreurs);
  }
  if (changements.length === 0) {
    const message = `${champDe(champ).libelle} : saisissez une nouvelle valeur, ou prenez-en une qui est proposée.`;
    throw new ErreurMetier("SAISIE_INVALIDE", message);
  }
  return changements;
}
