import type { dossiers } from "@/db/schema/dossiers";
import type { PreparationContext } from "@/lib/domain/anomalies/context";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import type { Corrections } from "@/lib/domain/corrections";
import { foldText } from "@/lib/domain/fold-text";
import { personFingerprint } from "@/lib/domain/identity";
import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { hash } from "@/lib/security/hash";

type Columns = typeof dossiers.$inferInsert;

/** What `prepare` makes and small enough to be compared: the payload is known by its fingerprint. The one list of them. */
export const RESULT_COLUMNS = [
  "apprenti",
  "blocked",
  "fingerprint",
  "anomalies",
  "parcours",
  "formation",
  "apprenant",
  "employeur",
  "formationSort",
  "apprenantSort",
  "employeurSort",
  "debut",
  "fin",
  "exclusion",
  "person",
] as const satisfies readonly (keyof Columns)[];

/** The columns of a dossier row that `prepare` fills: they only ever come from here. */
export type PreparedColumns = Pick<
  Required<Columns>,
  (typeof RESULT_COLUMNS)[number] | "source" | "corrections" | "payload" | "preparationVersion"
>;

/** 22 characters of base64: 132 bits, far more than any établissement has people. */
const PERSON_LENGTH = 22;

/** Who a fingerprint (personFingerprint) names, as the column `person` holds it. */
export const personHash = (fingerprint: string): string => hash(fingerprint, "base64url").slice(0, PERSON_LENGTH);

/** Who a payload names, as the column `person` holds it; null when it does not say it all. */
export function personOf({ nom_apprenant, prenom_apprenant, date_de_naissance_apprenant }: JsonObject): string | null {
  const fingerprint = personFingerprint({ nom_apprenant, prenom_apprenant, date_de_naissance_apprenant });
  return fingerprint === null ? null : personHash(fingerprint);
}

/** What a payload, as its JSON, is known by. */
export const payloadFingerprint = (json: string): string => hash(json, "hex");

/** Runs the pipeline and lays its results out as columns. The context comes from dossier-contexts.ts. */
export function preparedColumns(
  source: JsonObject,
  corrections: Corrections,
  context: PreparationContext,
): PreparedColumns {
  const { apprenti, blocked, payload, json, anomalies, parcours, columns } = prepare(source, corrections, context);
  const { formation, apprenant, employeur, debut, fin, exclusion } = columns;
  return {
    source,
    corrections,
    apprenti,
    blocked,
    payload: json,
    fingerprint: payloadFingerprint(json),
    anomalies,
    parcours,
    formation,
    apprenant,
    employeur,
    formationSort: foldText(formation),
    apprenantSort: foldText(apprenant),
    employeurSort: foldText(employeur),
    debut,
    fin,
    exclusion,
    person: apprenti ? personOf(payload) : null,
    preparationVersion: PREPARATION_VERSION,
  };
}
