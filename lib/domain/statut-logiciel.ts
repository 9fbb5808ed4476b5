import type { Json } from "./json";

export type StatutLogiciel = "apprenti" | "other" | "unknown";

/** Feminine and doubled endings too: «Apprenti(e)», «Apprenti·e». */
const APPRENTI =
  /^(?:app|appr|apprentie?s?|apprenti e|apprentissage|en apprentissage|en contrat|sous contrat|contrat d apprentissage|contrat apprentissage|en contrat d apprentissage)$/;
/** «Inscrit», «abandon», «alternant» say nothing of who is an apprentice: they are asked. */
const OTHER =
  /^(?:elv|ele|eleves?|scolaires?|scol|sco|collegiens?|collegiennes?|lyceens?|lyceennes?|etudiante?s?|etu|stagiaires?|sta|stg|stagiaire de la formation continue|formation continue|formation professionnelle|formation professionnelle continue|fc|fpc|demandeur d emploi|prepa apprentissage|auditeur libre|vae|contrat de professionnalisation|contrat pro|cpro|professionnalisation)$/;

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
  const text = words(value);
  if (text === "") return value.trim() === "" ? "apprenti" : "unknown";
  if (APPRENTI.test(text)) return "apprenti";
  return OTHER.test(text) ? "other" : "unknown";
}
