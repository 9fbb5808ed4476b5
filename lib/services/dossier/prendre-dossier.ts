import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { ErreurMetier } from "@/lib/errors";
import { attendreSonTour, type DossierCorrigible, lireCorrigibles } from "@/lib/services/corrections/dossiers-corriges";
import { estUuid } from "@/lib/services/est-uuid";
import { VERSION } from "./version";

/** A dossier of the établissement, held until the end of the transaction, with its version. Throws INTROUVABLE. */
export async function prendreDossier(
  tx: Db,
  etablissementId: string,
  id: string,
): Promise<{ dossier: DossierCorrigible; version: string }> {
  await attendreSonTour(tx, etablissementId);
  const [dossier] = estUuid(id) ? await lireCorrigibles(tx, etablissementId, [id]) : [];
  const [lu] = dossier ? await tx.select({ version: VERSION }).from(dossiers).where(eq(dossiers.id, dossier.id)) : [];
  if (dossier === undefined || lu === undefined) throw new ErreurMetier("INTROUVABLE", "Ce dossier n'existe pas.");
  return { dossier, version: lu.version };
}
