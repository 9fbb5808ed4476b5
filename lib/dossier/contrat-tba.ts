import { CHAMPS_TRANSMIS, type CleChamp } from "./champs";
import { REGLE_TOUT_TEXTE, REGLES, type Regle } from "./contrat/regles";
import { estObjet, type ObjetJson } from "./json";

/** Changes whenever a rule does: dossiers prepared under an older one are prepared again. */
export const VERSION_CONTRAT = 1;

export type ErreurContrat = { champ: string; message: string };

type Controle = { cle: string; regle: Regle; absent: string | null };

const ABSENT_DATE = "Champ obligatoire";
const ABSENT_TEXTE = "String attendu";

/** Fields that the TBA sets itself and still checks when a caller sends them. */
const CHAMPS_CACHES: readonly Controle[] = [
  {
    cle: "api_version",
    absent: null,
    regle: (valeur) =>
      ["v1", "v2", "v3", ""].includes(String(valeur)) && typeof valeur === "string" ? [] : ["Invalid input"],
  },
  {
    cle: "source_organisme_id",
    absent: null,
    regle: (valeur) => {
      if (typeof valeur !== "string") return [ABSENT_TEXTE];
      return valeur.length > 0 ? [] : ["String must contain at least 1 character(s)"];
    },
  },
];

const CONTROLES: readonly Controle[] = [
  ...CHAMPS_TRANSMIS.map((champ) => ({
    cle: champ.cle,
    regle: champ.cle === ("custom_statut_apprenant" satisfies CleChamp) ? REGLE_TOUT_TEXTE : REGLES[champ.type],
    absent: champ.requis ? (champ.type === "date" ? ABSENT_DATE : ABSENT_TEXTE) : null,
  })),
  ...CHAMPS_CACHES,
];

/** An object such as {"toString": 1} cannot be read as text: nothing the TBA could take. */
function appliquer(regle: Regle, valeur: unknown): readonly string[] {
  try {
    return regle(valeur);
  } catch {
    return ["Valeur illisible"];
  }
}

/**
 * The TBA's first stage, to the letter: what it would blame in a dossier, with its own messages; empty when it takes it.
 * Never throws, whatever JSON it gets. Nulls at the top level are absences; unknown properties are ignored.
 * Source: api-v3.md, proven on contract-vectors.jsonl.
 */
export function verifierContrat(dossier: unknown): ErreurContrat[] {
  const objet: ObjetJson = estObjet(dossier) ? dossier : {};
  const erreurs: ErreurContrat[] = [];
  for (const { cle, regle, absent } of CONTROLES) {
    const valeur = objet[cle];
    if (valeur === undefined || valeur === null) {
      if (absent !== null) erreurs.push({ champ: cle, message: absent });
      continue;
    }
    for (const message of appliquer(regle, valeur)) erreurs.push({ champ: cle, message });
  }
  return erreurs;
}
