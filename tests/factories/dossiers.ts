import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import type { JsonObject } from "@/lib/domain/json";
import { lastSoftwareFile, listKeptBy } from "@/lib/services/preparation/holders";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { BASE } from "@/tests/fixtures/vectors";

/** A source that the TBA takes, changed as a test wants. */
export function validSource(numero: number, change: JsonObject = {}): JsonObject {
  return { ...BASE, id_erp_apprenant: `E-${numero}`, nom_apprenant: `Nom ${numero}`, ...change };
}

/** Stores prepared dossiers in an établissement, as an import would. */
export async function storeDossiers(db: Db, etablissementId: string, sources: readonly JsonObject[]): Promise<void> {
  await db.transaction((tx) =>
    recordDossiers(
      tx,
      etablissementId,
      sources.map((source) => ({
        id: randomUUID(),
        isNew: true,
        idErpApprenant: String(source.id_erp_apprenant),
        anneeScolaire: String(source.annee_scolaire),
        doubts: [],
        confirmed: [],
        ...preparedColumns(source, {}, EMPTY_CONTEXT),
      })),
    ),
  );
}

/** The dossiers of an établissement, by their software's identifier; `importId`: the import that held each last. */
export async function storedDossiers(db: Db, etablissementId: string) {
  const got = await db.select().from(dossiers).where(eq(dossiers.etablissementId, etablissementId));
  const last = await lastSoftwareFile(db, etablissementId);
  const kept = last === null ? new Set() : await listKeptBy(db, last);
  return new Map(got.map((d) => [d.idErpApprenant, kept.has(d.id) ? { ...d, importId: last } : d]));
}
