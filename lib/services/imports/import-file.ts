import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { isApprenti } from "@/lib/domain/prepare";
import { toStorableJson } from "@/lib/domain/storable-json";
import { env } from "@/lib/env";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";
import { recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { setErasedAside } from "@/lib/services/rgpd/set-erased-aside";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { TbaClient } from "@/lib/tba/client";
import { tbaClient } from "@/lib/tba-process/tba-client";
import type { ImportSummary } from "./imports.types";
import { getImportSummary } from "./list-imports";
import { recognizeRows } from "./recognize-rows";
import { recordFates, recordKept } from "./record-correction-outcomes";
import { type ExistingDossier, sortRows } from "./sort-rows";

function getKnown(tx: Db, etablissementId: string): Promise<ExistingDossier[]> {
  return tx
    .select({
      id: dossiers.id,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      source: dossiers.source,
      corrections: dossiers.corrections,
    })
    .from(dossiers)
    .where(eq(dossiers.etablissementId, etablissementId));
}

type ReceivedFile = { name: string; path: string };

/**
 * One file in, where it was received on disk: it is read in a sandbox, rows are recognised, prepared and stored in one transaction, all or nothing. Rows that cannot be dossiers are
 * reported with their numbers; the TBA is then asked about couples it was never asked about. Throws INVALID_INPUT with one clear sentence, nothing written, when the
 * file is of no use; BUSY during another import.
 */
export async function importFile(
  scope: Scope,
  file: ReceivedFile,
  tba: Pick<TbaClient, "findOrganisme"> = tbaClient(),
): Promise<ImportSummary> {
  const { id } = requirePermission(scope, "manage");
  const summary = await doHeavyWork(scope, "import", () => importRows(scope, id, file));
  await checkCouplesSafely(scope, id, tba);
  return summary;
}

async function importRows(scope: Scope, etablissementId: string, file: ReceivedFile): Promise<ImportSummary> {
  const found = await readFile(file, env().IMPORT_MAX_MB * 1024 * 1024, {}, async (reading, batches) => {
    const rows = [];
    for await (const batch of batches) rows.push(...batch);
    return { reading, rows };
  });
  const received = found.rows.map(({ row, source }) => ({ numero: row, source: toStorableJson(source) }));
  const ignoredColumns = found.reading.columns.filter(({ field }) => field === null).map(({ heading }) => heading);

  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    // Two imports for the same établissement take turns, so that identities and numbers are given once.
    await lockEtablissement(tx, etablissementId);
    const known = await getKnown(tx, etablissementId);
    const welcome = await setErasedAside(tx, etablissementId, received);
    const { rows, setAside } = recognizeRows(known, welcome.rows);
    const situation = { unknownCouples: await getUnknownCouples(tx), otherIdentifier: null };
    const { toWrite, created, kept, ended } = sortRows(rows, known, situation);
    await recordDossiers(tx, etablissementId, toWrite);
    if (toWrite.length > 0) await reprepareOutdated(tx, etablissementId, "wait");
    const counts = { created, modified: toWrite.length - created, unchanged: rows.length - toWrite.length };
    const correctionsSettled = ended.filter(({ outcome }) => outcome === "settled").length;
    const [written] = await tx
      .insert(imports)
      .values({
        etablissementId,
        file: file.name.slice(0, 200),
        at: scope.now,
        by: actorId(scope.actor),
        rows: received.length + found.reading.setAside.length,
        ...counts,
        correctionsKept: kept,
        correctionsSettled,
        correctionsOverridden: ended.length - correctionsSettled,
        nonApprentis: rows.filter(({ source }) => !isApprenti(source)).length,
        setAside: [...found.reading.setAside, ...welcome.setAside, ...setAside].sort((a, b) => a.row - b.row),
        ignoredColumns,
      })
      .returning({ id: imports.id });
    if (written === undefined) throw new Error("L'import n'a pas été enregistré.");
    await recordKept(tx, etablissementId, written.id, rows);
    await recordFates(tx, etablissementId, written.id, ended);
    await recordAudit({ ...scope, db: tx }, etablissementId, "import", { ...counts, rows: received.length });
    return getImportSummary(tx, written.id);
  });
}
