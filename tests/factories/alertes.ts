import { and, eq, isNull, sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { alertes } from "@/db/schema/alertes";
import { tbaKeys } from "@/db/schema/tba";
import type { AlerteKind, CallKind } from "@/lib/domain/enumerations";
import { alertAfterTransmission } from "@/lib/services/alertes/after-transmission";
import type { ServiceContext } from "@/lib/services/context";
import { EMAIL_QUEUE } from "@/lib/services/emails/email-queue";
import type { Outbox } from "@/lib/services/emails/outbox";
import { giveKey, newEtablissement, person, type TestEtablissement } from "./etablissement";
import { storeTransmission } from "./transmissions";

const ORIGIN = new Date("2027-03-01T01:00:00Z");

/** The instant some hours after 01/03/2027 at 2:00 in Paris. */
export const hour = (hours: number) => new Date(ORIGIN.getTime() + hours * 3600_000);

/** An établissement whose key was saved at the hour 0, and its administrateur. */
export async function cfaWithKey(db: Db): Promise<{ cfa: TestEtablissement; admin: ServiceContext }> {
  const cfa = await newEtablissement(db);
  await giveKey(db, cfa.id, "cle-d-essai-0000");
  await db.update(tbaKeys).set({ modifiedAt: ORIGIN }).where(eq(tbaKeys.etablissementId, cfa.id));
  return { cfa, admin: await person(db, cfa.id, "administrateur") };
}

export type TestRun = Omit<Parameters<typeof storeTransmission>[1], "etablissementId" | "startedAt">;

/** A run that began at an hour, and what the engine calls when it is over. Answers its id. */
export async function playRun(
  db: Db,
  outbox: Outbox,
  cfa: TestEtablissement,
  hours: number,
  run: TestRun,
  { call = "answer", final = true }: { call?: CallKind | null; final?: boolean } = {},
): Promise<string> {
  const id = await storeTransmission(db, { ...run, etablissementId: cfa.id, startedAt: hour(hours) }, call);
  await alertAfterTransmission(db, outbox, id, hour(hours), final);
  return id;
}

/** The kinds of the open alerts, in alphabetical order. */
export async function openAlertes(db: Db, cfa: TestEtablissement): Promise<AlerteKind[]> {
  const parsed = await db
    .select({ kind: alertes.kind })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, cfa.id), isNull(alertes.closedAt)));
  return parsed.map(({ kind }) => kind).sort();
}

/** An e-mail of the queue, and what its job has come to. */
export type QueuedEmail = {
  id: string;
  userId: string;
  subject: string;
  text: string;
  state: string;
  retryCount: number;
  waitS: number;
};

/** All the e-mails of the queue, sent or not, oldest first. */
export const queuedEmails = (db: Db): Promise<QueuedEmail[]> =>
  rows(
    db,
    sql`select id, data ->> 'userId' as "userId", data ->> 'subject' as subject, data ->> 'text' as text, state::text as state,
      retry_count as "retryCount", extract(epoch from start_after - now())::float8 as "waitS"
    from pgboss.job where name = ${EMAIL_QUEUE} order by created_on`,
  );

/** Those for a person. */
export async function emailsOf(db: Db, { actor }: ServiceContext): Promise<QueuedEmail[]> {
  const id = actor.kind === "person" ? actor.id : "";
  return (await queuedEmails(db)).filter(({ userId }) => userId === id);
}
