import { ACTOR_LABELS, type Actor, type Severity } from "@/lib/domain/anomalie";
import { foldText } from "@/lib/domain/fold-text";
import { type AnomalieCode, CATALOGUE } from "./catalogue";
import { exampleSentence } from "./examples";

/** An anomaly as the help tells it: what it is, a sentence that a dossier would get, and who does what. */
export type Remedy = {
  code: AnomalieCode;
  title: string;
  severity: Severity;
  example: string;
  actor: string;
  steps: string;
};

const STEPS: Readonly<Record<Actor, string>> = {
  secretariat:
    "Corrigez dans Passerelle, par le plan de déblocage ou sur la page du dossier : il partira la nuit suivante. Corrigez aussi dans votre logiciel.",
  direction:
    "Demandez la bonne valeur à la direction, puis corrigez-la ici pour tous les dossiers d'un coup, et dans le paramétrage de votre logiciel.",
  editeur:
    "Envoyez à l'éditeur de votre logiciel le message préparé sur la page de la cause. En attendant, la valeur peut être corrigée ici.",
  "carif-oref":
    "Écrivez au Carif-Oref de votre région avec l'UAI et le SIRET : le message est préparé sur la page de la cause. Le dossier part quand même.",
};

function toRemedy(code: AnomalieCode): Remedy {
  const { title, severity, actor } = CATALOGUE[code];
  return { code, title, severity, example: exampleSentence(code), actor: ACTOR_LABELS[actor], steps: STEPS[actor] };
}

/** The anomalies that a search keeps (every word of it, without accents or capitals), all of them when it is blank; in the catalogue's order. */
export function listRemedies(search: string): Remedy[] {
  const words = foldText(search).split(" ").filter(Boolean);
  return (Object.keys(CATALOGUE) as AnomalieCode[]).map(toRemedy).filter(({ code, title, example, actor }) => {
    const said = foldText(`${code} ${title} ${example} ${actor}`);
    return words.every((word) => said.includes(word));
  });
}
