import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { alertes, subscriptions } from "@/db/schema/alertes";
import { etablissements } from "@/db/schema/etablissements";
import { memberships } from "@/db/schema/users";
import type { AlerteKind } from "@/lib/domain/enumerations";
import type { Role } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { describeAlerte } from "@/lib/services/alertes/alerte-sentences";
import type { AlerteDetails } from "@/lib/services/alertes/alertes.types";
import { PERSON_CHOICE, subscribedTo } from "@/lib/services/alertes/subscriptions";
import type { EmailToWrite, Outbox } from "@/lib/services/emails/outbox";
import { recordEvent } from "@/lib/services/webhooks/record-event";

const KEY_PAGE = "/parametrage/api/mission-apprentissage";

type ToNotify = {
  alerteId: string;
  kind: AlerteKind;
  details: AlerteDetails;
  etablissementId: string;
  uai: string;
  name: string;
  userId: string;
  role: Role;
};

function alerteEmail({ alerteId, kind, details, etablissementId, uai, name, userId, role }: ToNotify): EmailToWrite {
  const site = env().NEXTAUTH_URL;
  const { title, sentence, remedy, path, link } = describeAlerte(kind, details, uai, role);
  const text = [
    "Bonjour,",
    `${name} (UAI ${uai}) : ${sentence}`,
    remedy,
    `${link} : ${site}${path}`,
    `Passerelle TBA ne vous le redira pas tant que cela dure. Un administrateur règle qui reçoit quoi : ${site}/${uai}/parametrage/api/mission-apprentissage`,
  ].join("\n\n");
  const etablissementIds = [etablissementId];
  return { userId, etablissementIds, about: `alerte:${alerteId}`, subject: `${title} : ${name}`, text };
}

/** Posts the e-mails of alerts that just opened, one for each person who is mailed for that kind. In the caller's transaction. */
export async function notify(tx: Db, outbox: Outbox, alerteIds: readonly string[]): Promise<void> {
  if (alerteIds.length === 0) return;
  const toNotify = await tx
    .select({
      alerteId: alertes.id,
      kind: alertes.kind,
      details: alertes.details,
      etablissementId: etablissements.id,
      uai: etablissements.uai,
      name: etablissements.name,
      userId: memberships.userId,
      role: memberships.role,
    })
    .from(alertes)
    .innerJoin(etablissements, eq(etablissements.id, alertes.etablissementId))
    .innerJoin(memberships, eq(memberships.etablissementId, alertes.etablissementId))
    .leftJoin(subscriptions, PERSON_CHOICE)
    .where(and(inArray(alertes.id, [...alerteIds]), subscribedTo(alertes.kind)));
  await outbox.post(tx, toNotify.map(alerteEmail));
}

export type NewAlerte = { etablissementId: string; kind: AlerteKind; details: AlerteDetails };

/** An alert that is open already stays so, with today's figures, and nobody is told again. */
async function refresh(tx: Db, fresh: readonly NewAlerte[]): Promise<void> {
  await tx.execute(sql`update alertes a set details = n.details
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as n("etablissementId" uuid, kind text, details jsonb)
    where a.etablissement_id = n."etablissementId" and a.kind = n.kind and a.closed_at is null and a.details <> n.details`);
}

/**
 * Opens alerts, each once; what opens is stored with the e-mails about it, all or nothing.
 * Answers how many opened.
 */
export async function openAlertes(db: Db, outbox: Outbox, fresh: readonly NewAlerte[], now: Date): Promise<number> {
  if (fresh.length === 0) return 0;
  return db.transaction(async (tx) => {
    await refresh(tx, fresh);
    const opened = await tx
      .insert(alertes)
      .values(fresh.map((isNew) => ({ ...isNew, openedAt: now })))
      .onConflictDoNothing()
      .returning({ id: alertes.id, kind: alertes.kind, etablissementId: alertes.etablissementId });
    await notify(
      tx,
      outbox,
      opened.map(({ id }) => id),
    );
    for (const { etablissementId } of opened.filter(({ kind }) => kind === "key-refused")) {
      await recordEvent(tx, etablissementId, "cle.refusee", now, () => ({ path: KEY_PAGE, data: {} }));
    }
    return opened.length;
  });
}

/** Closes the alerts of some kinds in an établissement, those that are open: what they said is no longer true. */
export async function closeAlertes(
  db: Db,
  etablissementId: string,
  kinds: readonly AlerteKind[],
  now: Date,
): Promise<void> {
  if (kinds.length === 0) return;
  await db
    .update(alertes)
    .set({ closedAt: now })
    .where(
      and(eq(alertes.etablissementId, etablissementId), inArray(alertes.kind, [...kinds]), isNull(alertes.closedAt)),
    );
}
