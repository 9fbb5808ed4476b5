import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { CONTEXTE_VIDE } from "@/lib/dossier/anomalies/contexte";
import type { ObjetJson } from "@/lib/dossier/json";
import { enregistrerDossiers } from "@/lib/services/dossiers/enregistrer-dossiers";
import { colonnesPreparees } from "@/lib/services/dossiers/ligne-preparee";
import { BASE } from "@/tests/fixtures/vecteurs";

/** A source that the TBA takes, changed as a test wants. */
export function sourceValide(numero: number, change: ObjetJson = {}): ObjetJson {
  return { ...BASE, id_erp_apprenant: `E-${numero}`, nom_apprenant: `Nom ${numero}`, ...change };
}

/** Stores prepared dossiers in an établissement, as an import would. */
export async function rangerDossiers(db: Db, etablissementId: string, sources: readonly ObjetJson[]): Promise<void> {
  await db.transaction((tx) =>
    enregistrerDossiers(
      tx,
      etablissementId,
      sources.map((source) => ({
        id: null,
        idErpApprenant: String(source.id_erp_apprenant),
        anneeScolaire: String(source.annee_scolaire),
        ...colonnesPreparees(source, {}, CONTEXTE_VIDE),
      })),
    ),
  );
}

/** The dossiers of an établissement, by their software's identifier. */
export async function dossiersRanges(db: Db, etablissementId: string) {
  const lus = await db.select().from(dossiers).where(eq(dossiers.etablissementId, etablissementId));
  return new Map(lus.map((d) => [d.idErpApprenant, d]));
}
