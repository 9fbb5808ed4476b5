import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import type { DossierBefore } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { uuidArray } from "@/db/uuid-array";
import { openDoubts } from "@/lib/domain/open-doubts";
import { plural } from "@/lib/domain/plural";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { forgetDossiers, keepRunsOut } from "@/lib/services/dossiers/forget-dossiers";
import type { Scope } from "@/lib/services/etablissements/scope";
import { getCommonContext } from "@/lib/services/preparation/dossier-contexts";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { type DossierToRecord, recordDossiers } from "@/lib/services/preparation/record-dossiers";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { withImport } from "./open-import";
import { inSlices, ROWS_PER_SLICE } from "./slices";
import { findUndoable } from "./undoable";

/** What undoing an import did: dossiers gone, dossiers as they were, and what it could not: already at the TBA, corrected or sent by a software since. */
export type ImportUndone = {
  removed: number;
  restored: number;
  alreadySent: number;
  correctedSince: number;
  pushedSince: number;
};

const ChangeSchema = z.object({
  dossierId: z.string(),
  created: z.boolean(),
  changed: z.boolean(),
  sent: z.boolean(),
  corrected: z.boolean(),
  pushed: z.boolean(),
});
type Change = z.infer<typeof ChangeSchema>;

/** What the import did to each dossier, and what happened to it since. Those of old that it made, or held, have a row each. */
function listChanges(tx: Db, importId: string): Promise<Change[]> {
  return parsedRows(
    tx,
    ChangeSchema,
    sql`with done as (
        select c.import_id, c.dossier_id, c.created, c.before is not null as changed from import_changes c
        where c.import_id = ${importId}::uuid and (c.created or c.before is not null)
        union all select h.import_id, d.id, true, false
        from (select import_id, unnest(created) as id from import_holdings where import_id = ${importId}::uuid) h
          join dossiers d on d.id = h.id
      )
      select c.dossier_id as "dossierId", c.created, c.changed,
        coalesce(s.sent_at is not null or s.received_at is not null, false) as sent,
        exists (select 1 from correction_changes k join change_sets g on g.id = k.change_set_id
          where k.dossier_id = c.dossier_id and g.undone_at is null and g.at > i.at) as corrected,
        exists (select 1 from push_sightings p where p.dossier_id = c.dossier_id and p.at >= i.at) as pushed
      from done c join imports i on i.id = c.import_id left join submissions s on s.dossier_id = c.dossier_id`,
  );
}

const BeforeSchema = z.object({ id: z.string(), before: z.string() });

async function restore(tx: Db, etablissementId: string, importId: string, ids: readonly string[]): Promise<void> {
  const outside = await getCommonContext(tx);
  for await (const slice of inSlices(ids, ROWS_PER_SLICE)) {
    const found = await parsedRows(
      tx,
      BeforeSchema,
      sql`select dossier_id as id, before::text as before from import_changes where import_id = ${importId}::uuid
        and dossier_id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(slice)}::jsonb) as e)`,
    );
    const rows = found.map(({ id, before }): DossierToRecord => {
      const { source, corrections, ...own } = JSON.parse(before) as DossierBefore;
      const context = { ...outside, openDoubts: openDoubts({ ...own, source, corrections }) };
      return { id, isNew: false, ...own, ...preparedColumns(source, corrections, context) };
    });
    await recordDossiers(tx, etablissementId, rows);
  }
}

/** The dossiers are held again by the file that held them before; corrections that the import had ended, of those put back, are no longer told as ended. */
async function letGo(tx: Db, importId: string, restored: readonly string[]): Promise<void> {
  await tx.execute(sql`update dossiers d set import_id = c.previous_import_id from import_changes c
    where c.import_id = ${importId}::uuid and d.id = c.dossier_id and d.import_id = ${importId}::uuid`);
  await tx.execute(sql`update dossiers d set import_id = null
    from (select unnest(created) as id from import_holdings where import_id = ${importId}::uuid) h
    where d.id = h.id and d.import_id = ${importId}::uuid`);
  await tx.execute(
    sql`delete from correction_outcomes where import_id = ${importId}::uuid and dossier_id = any(${uuidArray(restored)})`,
  );
  await tx.execute(sql`delete from import_changes where import_id = ${importId}::uuid`);
  await tx.execute(sql`delete from import_holdings where import_id = ${importId}::uuid`);
}

/**
 * Undoes the last applied import, in one transaction: the dossiers that it created go, those that it changed get back what they had. What
 * was sent since stays, and so does what somebody corrected since, or a software sent again, which it may never do any more: each is counted. Throws FORBIDDEN,
 * NOT_FOUND, CONFLICT (another import came after, a transmission is under way).
 */
export function undoImport(scope: Scope, importId: string): Promise<ImportUndone> {
  return withImport(scope, importId, ["applied"], async (tx, { id, etablissementId }) => {
    await allowLongWork(tx);
    if ((await findUndoable(tx, etablissementId)) !== id) {
      throw new ServiceError("CONFLICT", "Seul le dernier import peut être annulé, et une seule fois.");
    }
    if (!(await keepRunsOut(tx, etablissementId))) {
      throw new ServiceError("CONFLICT", "Une transmission est en cours : attendez qu'elle finisse, puis réessayez.");
    }
    const changes = await listChanges(tx, id);
    const corrected = changes.filter((change) => change.corrected);
    const pushed = changes.filter((change) => change.pushed && !change.corrected);
    const untouched = changes.filter((change) => !change.pushed && !change.corrected);
    const removed = untouched.filter(({ created, sent }) => created && !sent).map(({ dossierId }) => dossierId);
    const restored = untouched.filter(({ changed }) => changed).map(({ dossierId }) => dossierId);
    await restore(tx, etablissementId, id, restored);
    await letGo(tx, id, restored);
    await forgetDossiers(tx, etablissementId, removed);
    await reprepareOutdated(tx, etablissementId, "wait");
    await tx.update(imports).set({ state: "undone" }).where(eq(imports.id, id));
    const undone = {
      removed: removed.length,
      restored: restored.length,
      alreadySent: untouched.filter(({ created, sent }) => created && sent).length,
      correctedSince: corrected.length,
      pushedSince: pushed.length,
    };
    await recordAudit({ ...scope, db: tx }, etablissementId, "import-undone", {
      dossiers: undone.removed + undone.restored,
    });
    return undone;
  });
}

/** What undoing did, as one sentence. */
export function describeImportUndone({
  removed,
  restored,
  alreadySent,
  correctedSince,
  pushedSince,
}: ImportUndone): string {
  const left = [
    alreadySent === 0
      ? ""
      : ` ${plural(alreadySent, "dossier déjà transmis reste", "dossiers déjà transmis restent")} au TBA.`,
    correctedSince === 0
      ? ""
      : ` ${plural(correctedSince, "dossier corrigé depuis est gardé tel quel", "dossiers corrigés depuis sont gardés tels quels")}.`,
    pushedSince === 0
      ? ""
      : ` ${plural(pushedSince, "dossier envoyé depuis par un logiciel est gardé tel quel", "dossiers envoyés depuis par un logiciel sont gardés tels quels")}.`,
  ];
  return `Import annulé : ${plural(removed, "dossier retiré", "dossiers retirés")}, ${plural(restored, "dossier rétabli", "dossiers rétablis")}.${left.join("")}`;
}
