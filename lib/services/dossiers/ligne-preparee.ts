import type { dossiers } from "@/db/schema/dossiers";
import type { Contexte } from "@/lib/dossier/anomalies/contexte";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import type { Corrections } from "@/lib/dossier/corrections";
import { empreintePersonne } from "@/lib/dossier/identite";
import type { ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { normaliser } from "@/lib/services/rapport/normaliser";
import { hacher } from "./hacher";

type Colonnes = typeof dossiers.$inferInsert;

/** The columns of a dossier row that `preparer` fills: they only ever come from here. */
export type ColonnesPreparees = Pick<
  Required<Colonnes>,
  | "source"
  | "corrections"
  | "apprenti"
  | "bloque"
  | "payload"
  | "empreinte"
  | "anomalies"
  | "parcours"
  | "formation"
  | "apprenant"
  | "employeur"
  | "formationTri"
  | "apprenantTri"
  | "employeurTri"
  | "debut"
  | "fin"
  | "personne"
  | "versionContrat"
>;

/** 22 characters of base64: 132 bits, far more than any établissement has people. */
const LONGUEUR_PERSONNE = 22;

function personneDe({ nom_apprenant, prenom_apprenant, date_de_naissance_apprenant }: ObjetJson): string | null {
  const empreinte = empreintePersonne({ nom_apprenant, prenom_apprenant, date_de_naissance_apprenant });
  return empreinte === null ? null : hacher(empreinte, "base64url").slice(0, LONGUEUR_PERSONNE);
}

/** Runs the pipeline and lays its results out as columns. The context comes from contexte-dossiers.ts. */
export function colonnesPreparees(source: ObjetJson, corrections: Corrections, contexte: Contexte): ColonnesPreparees {
  const { apprenti, bloque, payload, json, anomalies, parcours, colonnes } = preparer(source, corrections, contexte);
  const { formation, apprenant, employeur, debut, fin } = colonnes;
  return {
    source,
    corrections,
    apprenti,
    bloque,
    payload: json,
    empreinte: hacher(json, "hex"),
    anomalies,
    parcours,
    formation,
    apprenant,
    employeur,
    formationTri: normaliser(formation),
    apprenantTri: normaliser(apprenant),
    employeurTri: normaliser(employeur),
    debut,
    fin,
    personne: apprenti ? personneDe(payload) : null,
    versionContrat: VERSION_CONTRAT,
  };
}
