import { createHash } from "node:crypto";
import type { dossiers } from "@/db/schema/dossiers";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import type { Corrections } from "@/lib/dossier/corrections";
import type { ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { normaliser } from "@/lib/services/rapport/normaliser";

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
  | "versionContrat"
>;

/** Runs the pipeline and lays its results out as columns. */
export function colonnesPreparees(source: ObjetJson, corrections: Corrections): ColonnesPreparees {
  const { apprenti, bloque, json, anomalies, parcours, colonnes } = preparer(source, corrections);
  const { formation, apprenant, employeur, debut, fin } = colonnes;
  return {
    source,
    corrections,
    apprenti,
    bloque,
    payload: json,
    empreinte: createHash("sha256").update(json).digest("hex"),
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
    versionContrat: VERSION_CONTRAT,
  };
}
