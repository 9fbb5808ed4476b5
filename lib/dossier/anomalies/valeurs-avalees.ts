import type { Anomalie } from "@/lib/dossier/anomalie";
import { CHAMPS_TRANSMIS, type CleChamp } from "@/lib/dossier/champs";
import type { Champ } from "@/lib/dossier/champs/definition";
import type { ObjetJson } from "@/lib/dossier/json";
import { anomalie, type CodeAnomalie } from "./catalogue";
import { defautDeSiret, montrer } from "./montrer";

type Tolerance = { garde: (valeur: unknown) => boolean; code: CodeAnomalie; suite: (valeur: unknown) => string };

const entierEntre = (min: number, max: number) => (valeur: unknown) => {
  const nombre = Number(valeur);
  return Number.isInteger(nombre) && nombre >= min && nombre <= max;
};

const SIRET: Tolerance = {
  garde: (valeur) => /^\d{14}$/.test(String(valeur).replace(/[\s.-]+/g, "")),
  code: "SIRET_PERDU",
  suite: (valeur) => `${defautDeSiret(valeur)}. Le TBA prend le dossier mais perd ce SIRET`,
};

function toleranceDe(champ: Champ<CleChamp>): Tolerance | null {
  if (champ.type === "siretTolere") return SIRET;
  if (champ.type === "codePostalTolere") {
    return {
      garde: (valeur) => /^\d{5}$/.test(String(valeur).trim().padStart(5, "0")),
      code: "CODE_POSTAL_PERDU",
      suite: (valeur) =>
        `est mal formé (${montrer(valeur)}) : il faut 5 chiffres. Le TBA prend le dossier mais perd ce code`,
    };
  }
  if (champ.type === "duree") {
    const max = champ.cle === "duree_theorique_formation_mois" ? 48 : 4;
    return {
      garde: entierEntre(1, max),
      code: "DUREE_PERDUE",
      suite: (valeur) =>
        `doit être un nombre entier de 1 à ${max} (${montrer(valeur)} reçu). Le TBA prend le dossier mais perd cette durée`,
    };
  }
  return null;
}

const TOLERES = CHAMPS_TRANSMIS.flatMap((champ) => {
  const tolerance = toleranceDe(champ);
  return tolerance === null ? [] : [{ champ, tolerance }];
});

/** Values that the TBA drops without a word (api-v3.md, «some values are dropped in silence»), added to `trouvees`. */
export function anomaliesValeursAvalees(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  for (const { champ, tolerance } of TOLERES) {
    const valeur = valeurs[champ.cle];
    if (valeur === undefined || valeur === null || valeur === "" || garde(tolerance, valeur)) continue;
    trouvees.push(anomalie(tolerance.code, [champ.cle], `${champ.sujet} ${tolerance.suite(valeur)}.`));
  }
}

/** A value that cannot even be read as text is the contract's business. */
function garde(tolerance: Tolerance, valeur: unknown): boolean {
  try {
    return tolerance.garde(valeur);
  } catch {
    return true;
  }
}
