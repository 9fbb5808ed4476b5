import { sql } from "drizzle-orm";
import { type Db, preparedRows } from "@/db/database";
import { env } from "@/lib/env";
import { decrypt } from "@/lib/security/encryption";

/** What a run needs to know before it opens: the key in clear, null without one; how the last run ended, null before the first. */
export type RunStart = { key: string | null; previousStatus: string | null };

/** Read in one question. Throws DecryptionError. */
export async function getRunStart(db: Db, etablissementId: string): Promise<RunStart> {
  const [found] = await preparedRows<{ ciphertext: string | null; status: string | null }>(
    db,
    sql`select (select ciphertext from tba_keys where etablissement_id = e.id) as ciphertext,
        (select t.status from transmissions t where t.etablissement_id = e.id order by t.started_at desc, t.id limit 1) as status
      from etablissements e where e.id = ${etablissementId}::uuid`,
  );
  const ciphertext = found?.ciphertext ?? null;
  return {
    key: ciphertext === null ? null : decrypt(ciphertext, etablissementId, env().ENCRYPTION_KEYS),
    previousStatus: found?.status ?? null,
  };
}
