import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { ImportRowKind } from "@/lib/domain/enumerations";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { rowName } from "@/lib/services/imports/row-name";
import type { ClassifiedRows } from "./classify-rows";
import type { JudgedRow } from "./judge-row";

/** What a row of an import would do, as it is stored. `erased`: nothing of what it says may stay. */
export type Verdict = {
  rank: number;
  kind: ImportRowKind;
  dossier_id: string | null;
  apprenant: string;
  reason: string | null;
  changes: JudgedRow["changes"];
  questions: JudgedRow["questions"];
  blocked: boolean;
  erased: boolean;
};

const NOTHING = {
  dossier_id: null,
  apprenant: "",
  reason: null,
  changes: null,
  questions: [],
  blocked: false,
  erased: false,
};

/** Writes what some staged rows would do. */
export async function writeVerdicts(db: Db, importId: string, verdicts: readonly Verdict[]): Promise<void> {
  await db.execute(sql`update import_rows r set kind = v.kind, dossier_id = d.id, apprenant = coalesce(v.apprenant, r.apprenant),
      reason = v.reason, changes = v.changes, questions = v.questions, blocked = v.blocked,
      stopped = case when v.erased then v.reason else r.stopped end,
      source = case when v.erased then '{}'::jsonb else r.source end, doubts = case when v.erased then '[]'::jsonb else r.doubts end
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v(rank int, kind text, dossier_id uuid, apprenant text,
      reason text, changes jsonb, questions jsonb, blocked boolean, erased boolean)
      left join dossiers d on d.id = v.dossier_id
    where r.import_id = ${importId}::uuid and r.rank = v.rank`);
}

export const toVerdict = (row: JudgedRow): Verdict => ({
  rank: row.rank,
  kind: row.kind,
  dossier_id: row.dossierId,
  apprenant: row.apprenant,
  reason: null,
  changes: row.changes,
  questions: row.questions,
  blocked: row.blocked,
  erased: false,
});

/** Those of whom nothing is written: left out, or waiting for an answer. */
export const verdictsBeside = ({ setAside, held }: Pick<ClassifiedRows, "setAside" | "held">): Verdict[] => [
  ...setAside.map(({ row, reason }) => {
    // Nothing of the row of somebody who was erased may stay.
    const erased = reason.kind === "erased";
    const apprenant = erased ? "" : rowName(row.source);
    const kind = "set-aside" as const;
    return { ...NOTHING, rank: row.rank, kind, apprenant, reason: describeRowAside(reason, row), erased };
  }),
  ...held.map(({ row, dossierId, doubt }) => ({
    ...NOTHING,
    rank: row.rank,
    kind: "held" as const,
    dossier_id: dossierId,
    apprenant: rowName(row.source),
    questions: [doubt],
  })),
];
