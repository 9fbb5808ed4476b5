import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { rapportCauses } from "@/db/schema/rapport";
import type { DossierAtIssue } from "@/lib/domain/causes/cause";
import { type Issue, issueKey, issuesOf } from "@/lib/domain/causes/count-causes";
import { ANOMALIES, parseAnomalies } from "./anomalies-at-issue";

const PER_BATCH = 2000;

const RowSchema = z.object({ id: z.string(), anomalies: z.string().transform(parseAnomalies) });

/** The numbers of an établissement's causes, by what they are. */
async function loadNumbers(tx: Db, etablissementId: string): Promise<Map<string, number>> {
  const { number, code, champ, value } = rapportCauses;
  const found = await tx
    .select({ number, code, champ, value })
    .from(rapportCauses)
    .where(sql`${rapportCauses.etablissementId} = ${etablissementId}::uuid`);
  return new Map(found.map((cause) => [issueKey(cause), cause.number]));
}

/** Gives their numbers to causes that nothing had yet. */
async function addNumbers(tx: Db, etablissementId: string, numbers: Map<string, number>, issues: Iterable<Issue>) {
  const added: (Issue & { number: number })[] = [];
  for (const issue of issues) {
    const key = issueKey(issue);
    if (numbers.has(key)) continue;
    numbers.set(key, numbers.size + 1);
    added.push({ ...issue, number: numbers.size });
  }
  if (added.length === 0) return;
  await tx.execute(sql`insert into rapport_causes (etablissement_id, number, code, champ, value, severity, actor)
    select ${etablissementId}::uuid, r.number, r.code, r.champ, r.value, r.severity, r.actor
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
      as r(number int, code text, champ text, value text, severity text, actor text)`);
}

/** Says on each line that was written what is to repair in its dossier. Within the transaction that renews the lines. */
export async function findLineCauses(tx: Db, etablissementId: string): Promise<void> {
  let numbers: Map<string, number> | null = null;
  for (;;) {
    const found: DossierAtIssue[] = await parsedRows(
      tx,
      RowSchema,
      sql`select ${dossiers.id} as id, ${ANOMALIES} as anomalies from rapport_lines l join dossiers on ${dossiers.id} = l.dossier_id
        where l.etablissement_id = ${etablissementId}::uuid and l.causes is null limit ${PER_BATCH}`,
    );
    if (found.length === 0) return;
    numbers ??= await loadNumbers(tx, etablissementId);
    const lines = found.map((dossier) => ({ id: dossier.id, ...issuesOf(dossier) }));
    await addNumbers(
      tx,
      etablissementId,
      numbers,
      lines.flatMap(({ issues }) => issues),
    );
    const known = numbers;
    const written = lines.map(({ id, issues, soleChamp }) => ({
      id,
      causes: `{${issues.map((issue) => known.get(issueKey(issue))).join(",")}}`,
      sole_champ: soleChamp,
    }));
    await tx.execute(sql`update rapport_lines l set causes = r.causes::int[], sole_champ = r.sole_champ
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r(id uuid, causes text, sole_champ text)
      where l.dossier_id = r.id`);
  }
}
