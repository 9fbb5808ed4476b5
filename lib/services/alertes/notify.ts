import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/database";
import { alertes, subscriptions } from "@/db/schema/alertes";
import { etablissements } from "@/db/schema/etablissements";
import { memberships } from "@/db/schema/users";
import type { AlerteKind } from "@/lib/domain/enumerations";
import { env } from "@/lib/env";
import type { EmailToWrite, Outbox } from "@/lib/services/emails/outbox";
import { describeAlerte } from "./alerte-sentences";
import type { AlerteDetails } from "./alertes.types";
import { PERSON_CHOICE, subscribedTo } from "./subscribed-to";

type ToNotify = {
  alerteId: string;
  kind: AlerteKind;
  details: AlerteDetails;
  uai: string;
  name: string;
  userId: string;
};

function alerteEmail({ alerteId, kind, details, uai, name, userId }: ToNotify): EmailToWrite {
  const site = env().NEXTAUTH_URL;
  const { title, sentence, remedy, path, link } = describeAlerte(kind, details, uai);
  const text = [
    "Bonjour,",
    `${name} (UAI ${uai}) : ${sentence}`,
    remedy,
    `${link} : ${site}${path}`,
    `Passerelle TBA ne vous le redira pas tant que cela dure. Un administrateur règle qui reçoit quoi : ${site}/${uai}/parametrage/api/mission-apprentissage`,
  ].join("\n\n");
  return { userId, about: `alerte:${alerteId}`, subject: `${title} : ${name}`, text };
}

/** Posts the e-mails of alerts that just opened, one for each person who is mailed for that kind. In the caller's transaction. */
export async function notify(tx: Db, outbox: Outbox, alerteIds: readonly string[]): Promise<void> {
  if (alerteIds.length === 0) return;
  const toNotify = await tx
    .select({
      alerteId: alertes.id,
      kind: alertes.kind,
      details: alertes.details,
      uai: etablissements.uai,
      name: etablissements.name,
      userId: memberships.userId,
    })
    .from(alertes)
    .innerJoin(etablissements, eq(etablissements.id, alertes.etablissementId))
    .innerJoin(memberships, eq(memberships.etablissementId, alertes.etablissementId))
    .leftJoin(subscriptions, PERSON_CHOICE)
    .where(and(inArray(alertes.id, [...alerteIds]), subscribedTo(alertes.kind)));
  await outbox.post(tx, toNotify.map(alerteEmail));
}
