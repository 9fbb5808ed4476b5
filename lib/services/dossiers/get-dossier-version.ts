import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import {
  type CorrectableDossier,
  getCorrectables,
  lockEtablissement,
} from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { VERSION } from "./version";

/** A dossier of the établissement, held until the end of the transaction, with its version. Throws INTROUVABLE. */
export async function getDossierVersion(
  tx: Db,
  etablissementId: string,
  id: string,
): Promise<{ dossier: CorrectableDossier; version: string }> {
  await lockEtablissement(tx, etablissementId);
  const [dossier] = isUuid(id) ? await getCorrectables(tx, etablissementId, [id]) : [];
  const [found] = dossier
    ? await tx.select({ version: VERSION }).from(dossiers).where(eq(dossiers.id, dossier.id))
    : [];
  if (dossier === undefined || found === undefined) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  return { dossier, version: found.version };
}
