import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Corrections } from "@/lib/domain/corrections";
import { yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { ServiceError } from "@/lib/errors";

type Placed = { id: string; idErpApprenant: string; source: JsonObject; corrections: Corrections };
type Moving = { dossier: Placed; corrections: Corrections };

function yearWith({ source }: Placed, { annee_scolaire: corrected }: Corrections): string {
  return yearOf({ annee_scolaire: (corrected === undefined ? source.annee_scolaire : corrected.value) ?? null });
}

/**
 * A dossier that moves to a year where its apprentice has another one, under the same identifier: the TBA knows dossiers by both, and would hold
 * the last sent of the two for one. Throws INVALID_INPUT (field annee_scolaire).
 */
export async function refuseSharedYear(db: Db, etablissementId: string, corrected: readonly Moving[]): Promise<void> {
  const moving = corrected.filter(
    ({ dossier, corrections }) => yearWith(dossier, corrections) !== yearWith(dossier, dossier.corrections),
  );
  if (moving.length === 0) return;
  const identifiers = JSON.stringify([...new Set(moving.map(({ dossier }) => dossier.idErpApprenant))]);
  const { id, idErpApprenant, source, corrections, apprenant } = dossiers;
  const found = await db
    .select({ id, idErpApprenant, source, corrections, apprenant })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        sql`${idErpApprenant} in (select jsonb_array_elements_text(${identifiers}::jsonb))`,
      ),
    );
  const willHave = new Map(corrected.map((one) => [one.dossier.id, one.corrections]));
  const taken = new Map<string, typeof found>();
  for (const dossier of found) {
    const year = yearWith(dossier, willHave.get(dossier.id) ?? dossier.corrections);
    const place = JSON.stringify([dossier.idErpApprenant, year]);
    taken.set(place, [...(taken.get(place) ?? []), dossier]);
  }
  for (const { dossier, corrections: after } of moving) {
    const year = yearWith(dossier, after);
    const place = taken.get(JSON.stringify([dossier.idErpApprenant, year])) ?? [];
    const other = place.find((one) => one.id !== dossier.id);
    if (other === undefined || year === "") continue;
    const message = `Rien n'est enregistré : ${other.apprenant} a déjà un dossier pour ${year} sous le même identifiant, et le TBA les prendrait pour un seul.`;
    throw new ServiceError("INVALID_INPUT", message, { annee_scolaire: message });
  }
}
