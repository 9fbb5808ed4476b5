import { and, eq } from "drizzle-orm";
import { allowLongWork } from "@/db/long-work";
import { tbaLists } from "@/db/schema/rapprochements";
import { frenchDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { LIST_LABELS } from "@/lib/domain/rapprochement/combine-lists";
import type { NotKept } from "@/lib/domain/rapprochement/not-kept";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { toStorableJson } from "@/lib/domain/storable-json";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ImportRequests } from "@/lib/services/imports/queue/request-job";
import { readTbaList } from "@/lib/spreadsheet/read-tba-list";
import { linesWithoutErased } from "./lines-without-erased";
import { requestRapprochement } from "./request-rapprochement";

const NAME_LENGTH = 200;

const storable = (lines: readonly TbaLine[]) =>
  (toStorableJson({ lines } as unknown as JsonObject) as unknown as { lines: TbaLine[] }).lines;

/**
 * Takes in a named list of the TBA, where it was received on disk: it takes the place of the one of its type, and a job of the queue compares all of
 * them with the dossiers. Who was erased is not taken from it; answers how many lines were not, and why. Throws FORBIDDEN, INVALID_INPUT (no such list, or older than the one that is there), TOO_MANY_ATTEMPTS.
 */
export async function receiveList(
  scope: Scope,
  boss: ImportRequests,
  file: { name: string; path: string },
): Promise<{ id: string; notKept: NotKept }> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const { list, lines } = await readTbaList(file, env().IMPORT_MAX_MB * 1024 * 1024);
  const today = parisDay(scope.now);
  const day = list.day === null || list.day > today ? today : list.day;
  const own = and(eq(tbaLists.etablissementId, etablissementId), eq(tbaLists.type, list.type));
  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    const [kept] = await tx.select({ day: tbaLists.day }).from(tbaLists).where(own);
    if (kept !== undefined && kept.day > day) {
      throw new ServiceError(
        "INVALID_INPUT",
        `Cette liste « ${LIST_LABELS[list.type]} » est du ${frenchDay(day)} : celle du ${frenchDay(kept.day)}, plus récente, est déjà là.`,
      );
    }
    await tx.delete(tbaLists).where(own);
    const welcome = await linesWithoutErased(tx, etablissementId, lines);
    const by = actorId(scope.actor);
    await tx.insert(tbaLists).values({
      ...{ etablissementId, type: list.type, day, at: scope.now, by },
      file: file.name.slice(0, NAME_LENGTH),
      lines: storable(welcome),
    });
    await recordAudit({ ...scope, db: tx }, etablissementId, "rapprochement", {});
    const notKept = { nameless: list.nameless, erased: lines.length - welcome.length };
    return { id: await requestRapprochement(tx, scope, boss), notKept };
  });
}
