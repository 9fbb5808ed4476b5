import { sql } from "drizzle-orm";
import { actorId, type ServiceContext } from "@/lib/services/context";

/**
 * Writes down that somebody read a dossier's personal data: once an hour for the same person and dossier, whatever the number of times
 * the page is shown (the unique index audit_log_readings says so). The dossier's number only, no name.
 */
export async function recordReading(
  { db, actor, now, address = null }: ServiceContext,
  etablissementId: string,
  dossierId: string,
): Promise<void> {
  const details = JSON.stringify({ dossier: dossierId });
  await db.execute(sql`insert into audit_log (etablissement_id, at, actor_id, address, action, details)
    values (${etablissementId}::uuid, ${now.toISOString()}::timestamptz, ${actorId(actor)}::uuid, ${address}, 'dossier-read',
      ${details}::jsonb)
    on conflict do nothing`);
}
