import { estObjet } from "@/lib/dossier/json";
import type { Couple } from "./configuration";
import { identifiantStable } from "./identifiant";
import { type Reponse, reponseErreur, reponseJson } from "./reponse";

type Probleme = { code: string; path: string[]; message: string; [detail: string]: unknown };

const typeJson = (valeur: unknown): string => {
  if (valeur === null) return "null";
  return Array.isArray(valeur) ? "array" : typeof valeur;
};

function problemes(corps: unknown): Probleme[] {
  if (!estObjet(corps)) {
    return [
      { code: "invalid_type", expected: "object", received: typeJson(corps), path: [], message: "Object attendu" },
    ];
  }
  const trouves: Probleme[] = [];
  for (const champ of ["uai", "siret"]) {
    const valeur = corps[champ];
    if (typeof valeur === "string" || (champ === "uai" && valeur === null)) continue;
    trouves.push({
      code: "invalid_type",
      expected: "string",
      received: typeJson(valeur),
      path: [champ],
      message: "String attendu",
    });
  }
  const keys = Object.keys(corps).filter((cle) => cle !== "uai" && cle !== "siret");
  if (keys.length > 0) {
    const message = `Unrecognized key(s) in object: ${keys.map((cle) => `'${cle}'`).join(", ")}`;
    trouves.push({ code: "unrecognized_keys", keys, path: [], message });
  }
  return trouves;
}

/** The name that the simulated TBA gives to a couple. */
export function nomOrganisme(uai: string): string {
  return `CFA simulé ${uai}`;
}

export const NATURE = "responsable_formateur";

/** `get-by-uai-siret`: every couple of the right form is known, but those that the configuration names. */
export function chercherOrganisme(corps: unknown, couplesInconnus: readonly Couple[]): Reponse {
  const issues = problemes(corps);
  const [premier] = issues;
  if (premier !== undefined || !estObjet(corps)) {
    return reponseErreur(400, "Erreur de validation", { details: premier?.message, issues });
  }
  const { uai, siret } = corps;
  const connu =
    typeof uai === "string" &&
    /^[0-9]{7}[A-Z]$/.test(uai) &&
    /^[0-9]{14}$/.test(String(siret)) &&
    !couplesInconnus.some((couple) => couple.uai === uai && couple.siret === siret);
  if (!connu) return reponseErreur(400, "Aucun organisme trouvé");
  return reponseJson(200, {
    _id: identifiantStable(`${uai}:${siret}`),
    uai,
    siret,
    enseigne: nomOrganisme(uai),
    raison_sociale: nomOrganisme(uai).toUpperCase(),
    nature: NATURE,
    ferme: false,
    adresse: { departement: uai.slice(1, 3) },
  });
}
