import { eq, like, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { subscriptions } from "@/db/schema/alertes";
import { etablissements } from "@/db/schema/etablissements";
import { rateLimits } from "@/db/schema/tba";
import { memberships } from "@/db/schema/users";
import { addDays, dayToNumber } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { PERSON_CHOICE, subscribedTo } from "@/lib/services/alertes/subscriptions";
import type { Outbox } from "@/lib/services/emails/outbox";
import { describeWeek } from "./describe-week";
import { weeksOfEtablissements } from "./weeks-of-etablissements";

const MIN_HOUR = 7;
const TIME = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "numeric", hourCycle: "h23" });
const PREFIX = "resume:";

/** 1970-01-01 was a Thursday: 0 is a Monday. */
const weekday = (day: string) => (dayToNumber(day) + 3) % 7;

function parisHour(instant: Date): number {
  return Number(TIME.formatToParts(instant).find((m) => m.type === "hour")?.value);
}

/** The row of this Monday in `rateLimits`: of all the processes, the one that inserts it does the work. Older ones go. */
async function claim(tx: Db, monday: string, now: Date): Promise<boolean> {
  const name = `${PREFIX}${monday}`;
  const taken = await tx
    .insert(rateLimits)
    .values({ name, windowStart: now, count: 1 })
    .onConflictDoNothing()
    .returning({ name: rateLimits.name });
  if (taken.length === 0) return false;
  await tx.delete(rateLimits).where(sql`${like(rateLimits.name, `${PREFIX}%`)} and ${ne(rateLimits.name, name)}`);
  return true;
}

/** The établissements of each person who is mailed the summary. */
async function weeklySubscribers(tx: Db): Promise<Map<string, string[]>> {
  const found = await tx
    .select({ userId: memberships.userId, etablissementId: memberships.etablissementId })
    .from(memberships)
    .innerJoin(etablissements, eq(etablissements.id, memberships.etablissementId))
    .leftJoin(subscriptions, PERSON_CHOICE)
    .where(subscribedTo("week"))
    .orderBy(etablissements.name);
  const byPerson = new Map<string, string[]>();
  for (const { userId, etablissementId } of found) {
    byPerson.set(userId, [...(byPerson.get(userId) ?? []), etablissementId]);
  }
  return byPerson;
}

/**
 * On Mondays from 7:00, Paris time: one e-mail for each person who is mailed the summary, with all their établissements. Once a
 * week, whoever calls and however often; to call every hour. Answers how many e-mails it is.
 */
export async function sendWeeklySummary(db: Db, outbox: Outbox, now: Date): Promise<number> {
  const monday = parisDay(now);
  if (weekday(monday) !== 0 || parisHour(now) < MIN_HOUR) return 0;
  return db.transaction(async (tx) => {
    if (!(await claim(tx, monday, now))) return 0;
    const byPerson = await weeklySubscribers(tx);
    const weeks = await weeksOfEtablissements(tx, now);
    const emails = [...byPerson].map(([userId, ids]) => {
      const own = ids.map((id) => weeks.get(id)).filter((week) => week !== undefined);
      return {
        userId,
        etablissementIds: ids,
        about: `week:${monday}`,
        ...describeWeek(own, addDays(monday, -6), monday),
      };
    });
    await outbox.post(tx, emails);
    return emails.length;
  });
}
