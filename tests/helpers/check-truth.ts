import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { type Db, rows } from "@/db/database";
import { calls, results, transmissions } from "@/db/schema/transmissions";
import type { TestSimulator } from "./test-simulator";

type VerifiedCfa = { id: string; key: string };

/** Every run of a CFA adds up, and each dossier that did not leave says why. */
async function countsAddUp(db: Db, etablissementId: string): Promise<void> {
  const runs = await db.select().from(transmissions).where(eq(transmissions.etablissementId, etablissementId));
  for (const { id, status, eligibles, accepted, refused, notSent } of runs) {
    if (status === "running") continue;
    expect({ id, eligibles }).toEqual({ id, eligibles: accepted + refused + notSent });
    const own = await db.select().from(calls).where(eq(calls.transmissionId, id));
    expect(own.reduce((sum, a) => sum + a.accepted, 0)).toBe(accepted);
    for (const outcome of ["refused", "not-sent"] as const) {
      const told = await db
        .select()
        .from(results)
        .where(and(eq(results.transmissionId, id), eq(results.outcome, outcome)));
      expect(told).toHaveLength(outcome === "refused" ? refused : notSent);
      for (const { messages } of told) expect(messages.join("")).not.toBe("");
    }
  }
}

/**
 * Nothing false: each dossier that we call «Transmis sur TBA» is at the TBA, with the very name that was sent; and the counts of all
 * the runs add up. Answers how many are «Transmis».
 */
export async function checkTruth(
  db: Db,
  simulator: Pick<TestSimulator, "enrolments">,
  cfa: VerifiedCfa,
): Promise<number> {
  await countsAddUp(db, cfa.id);
  const atTba = new Map((await simulator.enrolments(cfa.key)).map((e) => [e.id_erp_apprenant, e.nom_apprenant]));
  const sent = await rows<{ erp: string; name: string }>(
    db,
    sql`select d.id_erp_apprenant as erp, d.payload::jsonb ->> 'nom_apprenant' as name from dossiers d
      join submissions e on e.dossier_id = d.id and e.sent_fingerprint = d.fingerprint
      where d.etablissement_id = ${cfa.id}::uuid and not d.blocked`,
  );
  const wrong = sent.filter(({ erp, name }) => atTba.get(erp)?.toLowerCase() !== name.toLowerCase());
  expect(wrong).toEqual([]);
  return sent.length;
}
