import type { Db } from "@/db/database";
import type { importRows } from "@/db/schema/import-staging";
import type { Anomalie } from "@/lib/domain/anomalie";
import { fileKindOf } from "@/lib/services/imports/classify/file-kind";
import { judgeStaged, openJudging } from "@/lib/services/imports/classify/judge";
import type { PreviewStop } from "./preview.types";

/** It says of itself what it asks. */
const DOUBT = "DOUTE";
const WAITS: PreviewStop = {
  sentence:
    "La même personne existe sous un autre identifiant : ce dossier attendra votre réponse, sur la page « À surveiller ».",
  champs: [],
};

type Staged = typeof importRows.$inferSelect;

const stops = ({ severity, code }: Anomalie) => severity === "bloquante" && code !== DOUBT;

/** Why the dossiers that some rows make or change would not be sent, by the rank of each, besides what is asked about it. */
export async function explainBlocked(
  db: Db,
  importId: string,
  staged: readonly Staged[],
): Promise<Map<number, readonly PreviewStop[]>> {
  const blocked = staged.filter((row) => row.blocked && (row.kind === "new" || row.kind === "modified"));
  if (blocked.length === 0) return new Map();
  const judged = await judgeStaged(db, blocked, await openJudging(db, await fileKindOf(db, importId)));
  return new Map(
    judged.map(({ rank, toRecord, questions }) => {
      const found: PreviewStop[] = toRecord?.anomalies.filter(stops) ?? [];
      return [rank, found.length === 0 && questions.length === 0 ? [WAITS] : found];
    }),
  );
}
