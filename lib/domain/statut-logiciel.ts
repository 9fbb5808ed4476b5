import type { Json } from "./json";

export type StatutLogiciel = "apprenti" | "other" | "unknown";

/** «Étudiant(e)», «Sous statut scolaire», «Apprenti 1re année»: what is said besides of who it is. */
const BESIDES: readonly RegExp[] = [
  / (?:e|ne|s|es)(?= |$)/g,
  /^(?:sous )?statut (?:d )?/,
  / (?:[1-3](?:re|ere|er|nde|eme|e)?|premiere|deuxieme|seconde|troisieme)(?: annee)?$/,
];

const APPRENTI =
  /^(?:app|appr|apprentie?s?|apprentissage|en apprentissage|en contrat|apprenti (?:en|sous) contrat|contrat appr?|sous contrat|contrat d apprentissage|contrat apprentissage|en contrat d apprentissage)$/;
/** «Inscrit», «abandon», «alternant» say nothing of who is an apprentice: they are asked. */
const OTHER =
  /^(?:elv|ele|eleves?|scolaires?|scol|sco|collegiens?|collegiennes?|lyceens?|lyceennes?|etudiante?s?|etu|stagiaires?|sta|stg|stagiaire (?:de la )?formation (?:professionnelle |continue )?(?:professionnelle|continue)|stagiaire fpc?|formation continue|formation professionnelle|formation professionnelle continue|fc|fpc|demandeur d emploi|prepa apprentissage|auditeur libre|vae|contrat de professionnalisation|contrat pro|cpro|professionnalisation)$/;

const words = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/**
 * What the software's own status says: an apprentice (APP, «Apprenti», «En contrat»…), somebody else (pupil, trainee…), or nothing that we know:
 * then a person is asked. No status at all is an apprentice.
 */
export function readStatutLogiciel(value: Json | undefined): StatutLogiciel {
  if (value === undefined || value === null) return "apprenti";
  if (typeof value !== "string") return "unknown";
  const text = BESIDES.reduce((said, pattern) => said.replace(pattern, ""), words(value));
  if (text === "") return value.trim() === "" ? "apprenti" : "unknown";
  if (APPRENTI.test(text)) return "apprenti";
  return OTHER.test(text) ? "other" : "unknown";
}
