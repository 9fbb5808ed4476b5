import type { Anomalie } from "./anomalie";
import { anomaliesDuContexte, CONTEXTE_VIDE, type Contexte } from "./anomalies/contexte";
import { anomalieDuContrat } from "./anomalies/phrases-contrat";
import { anomaliesSecondeEtape } from "./anomalies/seconde-etape";
import { anomaliesValeursAvalees } from "./anomalies/valeurs-avalees";
import { anomaliesVraisemblanceChamps } from "./anomalies/vraisemblance-champs";
import { anomaliesVraisemblanceDates } from "./anomalies/vraisemblance-dates";
import { CHAMPS_TRANSMIS, champDe, estCleChamp } from "./champs";
import { type Colonnes, colonnesDuRapport } from "./colonnes";
import { verifierContrat } from "./contrat-tba";
import { type Corrections, valeursEffectives } from "./corrections";
import type { ObjetJson } from "./json";
import { type Lecture, lire } from "./lecture";
import { parcoursEnJours } from "./parcours";
import type { Etape } from "./statut";

/** All that the product knows of a dossier, made of its source and its corrections. */
export type Preparation = {
  /** False for pupils and trainees: kept, never sent, not in the report. */
  apprenti: boolean;
  /** The dossier that will be sent, fields in the order of the list, without empty ones. */
  payload: ObjetJson;
  /** The same, to the byte. */
  json: string;
  anomalies: Anomalie[];
  /** True when one anomaly at least is «bloquante»: «Invalide pour TBA», not sent. */
  bloque: boolean;
  /** The forecast of TBA statuses; null when the dates of the training cannot be read. */
  parcours: Etape[] | null;
  colonnes: Colonnes;
};

/** Rows without a status are apprentices; the ERP's own status for them is APP. */
export function estApprenti(valeurs: ObjetJson): boolean {
  const { statut } = valeurs;
  if (statut === undefined || statut === null) return true;
  const lu = typeof statut === "string" ? statut.trim().toUpperCase() : "?";
  return lu === "" || lu === "APP";
}

function payloadDe(valeurs: ObjetJson): ObjetJson {
  const payload: ObjetJson = {};
  for (const { cle } of CHAMPS_TRANSMIS) {
    const valeur = valeurs[cle];
    if (valeur !== undefined && valeur !== null) payload[cle] = valeur;
  }
  return payload;
}

function parcoursDe({ entree, fin, contrats, exclusion }: Lecture): Etape[] | null {
  if (entree === null || fin === null) return null;
  return parcoursEnJours({ debut: entree, fin }, contrats, exclusion);
}

function anomaliesDuContrat(payload: ObjetJson, trouvees: Anomalie[]): void {
  for (const { champ, message } of verifierContrat(payload)) {
    if (estCleChamp(champ)) trouvees.push(anomalieDuContrat(champDe(champ), payload[champ], message));
  }
}

function toutesLesAnomalies(payload: ObjetJson, lecture: Lecture, contexte: Contexte): Anomalie[] {
  const trouvees: Anomalie[] = [];
  anomaliesDuContrat(payload, trouvees);
  anomaliesSecondeEtape(payload, lecture, trouvees);
  anomaliesValeursAvalees(payload, trouvees);
  anomaliesVraisemblanceChamps(payload, trouvees);
  anomaliesVraisemblanceDates(payload, lecture, trouvees);
  anomaliesDuContexte(payload, contexte, trouvees);
  return trouvees;
}

/**
 * The pipeline: source + corrections → payload, anomalies, parcours, report columns. Pure; never throws on any JSON.
 * `contexte` brings what the dossier alone does not say.
 */
export function preparer(
  source: ObjetJson,
  corrections: Corrections = {},
  contexte: Contexte = CONTEXTE_VIDE,
): Preparation {
  const valeurs = valeursEffectives(source, corrections);
  const payload = payloadDe(valeurs);
  const lecture = lire(payload);
  const anomalies = toutesLesAnomalies(payload, lecture, contexte);
  return {
    apprenti: estApprenti(valeurs),
    payload,
    json: JSON.stringify(payload),
    anomalies,
    bloque: anomalies.some((a) => a.gravite === "bloquante"),
    parcours: parcoursDe(lecture),
    colonnes: colonnesDuRapport(valeurs, lecture),
  };
}
