import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { rapprochementAnswers } from "@/db/schema/rapprochements";
import { users } from "@/db/schema/users";
import { lineKey, type PersonAnswer } from "@/lib/domain/rapprochement/reconcile";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { personHash } from "@/lib/services/preparation/prepared-columns";
import type { GivenAnswer } from "./rapprochement.types";

const SHOWN = 100;

/** What was said, the last first, at most a hundred. */
export async function listAnswers(db: Db, etablissementId: string): Promise<GivenAnswer[]> {
  const answers = rapprochementAnswers;
  const found = await db
    .select({
      dossierId: answers.dossierId,
      person: answers.person,
      same: answers.same,
      at: answers.at,
      by: users.name,
      apprenant: dossiers.apprenant,
    })
    .from(answers)
    .innerJoin(dossiers, eq(dossiers.id, answers.dossierId))
    .leftJoin(users, eq(users.id, answers.by))
    .where(eq(answers.etablissementId, etablissementId))
    .orderBy(desc(answers.at), answers.dossierId)
    .limit(SHOWN);
  return found.map(({ at, by, ...row }) => ({ ...row, at: at.toISOString(), by: by ?? "une personne partie depuis" }));
}

/** The same for a comparison: whom each answer is about, as these lines name them. Answers about nobody of these lines say nothing. */
export async function answersAbout(
  db: Db,
  etablissementId: string,
  lines: readonly TbaLine[],
): Promise<PersonAnswer[]> {
  const { dossierId, person, same } = rapprochementAnswers;
  const found = await db
    .select({ dossierId, person, same })
    .from(rapprochementAnswers)
    .where(eq(rapprochementAnswers.etablissementId, etablissementId));
  if (found.length === 0) return [];
  const named = new Map(lines.map((line) => [personHash(lineKey(line)), lineKey(line)]));
  return found.flatMap((answer) => {
    const key = named.get(answer.person);
    return key === undefined ? [] : [{ ...answer, person: key }];
  });
}
