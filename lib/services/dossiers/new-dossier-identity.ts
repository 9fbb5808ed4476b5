import { randomUUID } from "node:crypto";
import { and, eq, or, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { effectiveValues } from "@/lib/domain/corrections";
import { frenchDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { isSomebodyElse } from "@/lib/domain/somebody-else";
import { ServiceError } from "@/lib/errors";
import { anneeOf } from "@/lib/services/preparation/annee-sql";
import { personOf } from "@/lib/services/preparation/prepared-columns";
import { setErasedAside } from "@/lib/services/preparation/set-erased-aside";

export const TO_FIX = "Rien n'est enregistré : corrigez les champs signalés.";

/** The identifier of who is known already, of another year: the TBA takes who changes it for two people; or one of ours. */
export async function giveIdentifier(tx: Db, etablissementId: string, source: JsonObject): Promise<string> {
  const person = personOf(source);
  const known =
    person === null
      ? []
      : await tx
          .selectDistinct({ identifier: dossiers.idErpApprenant })
          .from(dossiers)
          .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.person, person)))
          .limit(2);
  const [only, other] = known;
  return only !== undefined && other === undefined ? only.identifier : `PTBA-${randomUUID()}`;
}

/** Throws INVALID_INPUT (field id_erp_apprenant) when the identifier is somebody else's, of any year: their dossiers would be taken for one person's. */
export async function refuseSomebodyElses(tx: Db, etablissementId: string, source: JsonObject): Promise<void> {
  const identifier = String(source.id_erp_apprenant);
  const own = await tx
    .select({ source: dossiers.source, corrections: dossiers.corrections, apprenant: dossiers.apprenant })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.idErpApprenant, identifier)));
  const isOther = (one: (typeof own)[number]) =>
    isSomebodyElse(source, one.source) && isSomebodyElse(source, effectiveValues(one.source, one.corrections));
  const [other] = own.filter(isOther);
  if (other === undefined) return;
  throw new ServiceError("INVALID_INPUT", TO_FIX, {
    id_erp_apprenant: `L'identifiant ${identifier} est déjà celui de ${other.apprenant} : donnez-en un autre, ou laissez ce champ vide.`,
  });
}

/** Throws CONFLICT when the identifier, or the person, has a dossier already for that year. */
export async function refuseDouble(
  tx: Db,
  etablissementId: string,
  source: JsonObject,
  person: string | null,
): Promise<void> {
  const same = await tx
    .select({ person: dossiers.person, apprenant: dossiers.apprenant })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        or(
          eq(dossiers.anneeScolaire, String(source.annee_scolaire)),
          eq(anneeOf(sql`${dossiers}`), String(source.annee_scolaire)),
        ),
        sql`(${dossiers.idErpApprenant} = ${String(source.id_erp_apprenant)} or ${dossiers.person} = ${person})`,
      ),
    )
    .limit(1);
  const [found] = same;
  if (found === undefined) return;
  const what = person !== null && found.person === person ? "cette personne" : "cet identifiant";
  throw new ServiceError(
    "CONFLICT",
    `Rien n'est enregistré : ${what} a déjà un dossier pour ${String(source.annee_scolaire)}, au nom de ${found.apprenant}. Ouvrez-le depuis le rapport.`,
  );
}

/** Throws CONFLICT for somebody who was erased: the next file would leave them out, whatever is typed here. */
export async function refuseErased(tx: Db, etablissementId: string, source: JsonObject): Promise<void> {
  const [erased] = (await setErasedAside(tx, etablissementId, [{ source }])).setAside;
  if (erased === undefined) return;
  const day = erased.reason.kind === "erased" ? ` le ${frenchDay(erased.reason.day)}` : "";
  throw new ServiceError(
    "CONFLICT",
    `Rien n'est enregistré : les données de cette personne ont été effacées${day}. Un administrateur peut la réadmettre (Paramétrage › Données personnelles).`,
  );
}
