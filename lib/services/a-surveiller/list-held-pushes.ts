import { asc, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { jetons } from "@/db/schema/jetons";
import { heldPushes } from "@/db/schema/pushes";
import { effectiveValues } from "@/lib/domain/corrections";
import { frenchDay, tbaDay } from "@/lib/domain/day";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { HeldPerson, HeldPush } from "./a-surveiller.types";

const text = (value: Json | undefined) =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

function personOf(values: JsonObject): HeldPerson {
  const birth = tbaDay(values.date_de_naissance_apprenant);
  return {
    name: [values.nom_apprenant, values.prenom_apprenant].map(text).join(" ").trim(),
    birth: birth === null ? text(values.date_de_naissance_apprenant) : frenchDay(birth),
    ine: text(values.ine_apprenant),
    formation: text(values.libelle_court_formation) || text(values.formation_rncp) || text(values.formation_cfd),
    anneeScolaire: text(values.annee_scolaire),
  };
}

/** The dossiers that softwares sent under the identifier of somebody else, beside whose it is already; the last sent first. */
export async function listHeldPushes(db: Db, etablissementId: string): Promise<HeldPush[]> {
  const found = await db
    .select({
      id: heldPushes.id,
      identifier: heldPushes.idErpApprenant,
      at: heldPushes.at,
      sent: heldPushes.source,
      software: jetons.name,
      dossierId: heldPushes.dossierId,
      source: dossiers.source,
      corrections: dossiers.corrections,
    })
    .from(heldPushes)
    .innerJoin(dossiers, eq(dossiers.id, heldPushes.dossierId))
    .innerJoin(jetons, eq(jetons.id, heldPushes.jetonId))
    .where(eq(heldPushes.etablissementId, etablissementId))
    .orderBy(desc(heldPushes.at), asc(heldPushes.idErpApprenant));
  return found.map(({ at, sent, source, corrections, ...held }) => ({
    ...held,
    at: at.toISOString(),
    sent: personOf(sent),
    known: personOf(effectiveValues(source, corrections)),
  }));
}
