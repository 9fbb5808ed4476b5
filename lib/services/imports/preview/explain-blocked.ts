import type { Db } from "@/db/database";
import type { importRows } from "@/db/schema/import-staging";
import type { Anomalie } from "@/lib/domain/anomalie";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import { fileKindOf } from "@/lib/services/imports/classify/classify-rows";
import { judgeReportRow } from "@/lib/services/imports/classify/judge-report-row";
import { judgeRow } from "@/lib/services/imports/classify/judge-row";
import { loadExisting } from "@/lib/services/imports/classify/load-slice";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";
import type { PreviewStop } from "./preview.types";

/** A newcomer without an identifier gets one when it is written; until then any will do. */
const TO_COME = "PTBA";
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
  const recognised = staged.flatMap((row) =>
    row.blocked && (row.kind === "new" || row.kind === "modified")
      ? [{ ...row, idErpApprenant: identifierOf(row.source) || TO_COME, anneeScolaire: yearOf(row.source) }]
      : [],
  );
  if (recognised.length === 0) return new Map();
  const outside = { ...EMPTY_CONTEXT, unknownCouples: await getUnknownCouples(db) };
  const { fields } = await fileKindOf(db, importId);
  const known = await loadExisting(db, recognised);
  return new Map(
    recognised.map((row) => {
      const dossier = row.dossierId === null ? null : (known.get(row.dossierId) ?? null);
      const full = { ...row, idErpApprenant: dossier?.idErpApprenant ?? row.idErpApprenant };
      const { toRecord, questions } =
        fields === null || dossier === null
          ? judgeRow(full, dossier, outside)
          : judgeReportRow(full, dossier, fields, outside);
      const found: PreviewStop[] = toRecord?.anomalies.filter(stops) ?? [];
      return [row.rank, found.length === 0 && questions.length === 0 ? [WAITS] : found];
    }),
  );
}
