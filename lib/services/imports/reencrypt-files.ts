import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importFiles } from "@/db/schema/import-staging";
import { decryptBytes, encryptBytes } from "@/lib/security/encrypt-bytes";
import { DecryptionError } from "@/lib/security/encryption";
import { linkOf } from "./kept-file";

/** How many secrets were encrypted again, had the newest key already, and could not be read. Never a secret. */
export type Reencrypted = { changed: number; upToDate: number; unreadable: number };

/** Encrypts the kept files of older keys with the newest one, a part at a time. */
export async function reencryptFiles(db: Db, keys: ReadonlyMap<number, Buffer>): Promise<Reencrypted> {
  const done: Reencrypted = { changed: 0, upToDate: 0, unreadable: 0 };
  const newest = Math.max(...keys.keys());
  for (let after = { importId: "00000000-0000-0000-0000-000000000000", part: -1 }; ; ) {
    const [sealed] = await db
      .select()
      .from(importFiles)
      .where(sql`(${importFiles.importId}, ${importFiles.part}) > (${after.importId}::uuid, ${after.part}::int)`)
      .orderBy(importFiles.importId, importFiles.part)
      .limit(1);
    if (sealed === undefined) return done;
    after = sealed;
    if (sealed.keyVersion === newest) {
      done.upToDate += 1;
      continue;
    }
    try {
      const link = linkOf(sealed.importId, sealed.part);
      const fresh = encryptBytes(decryptBytes(sealed, link, keys), link, keys);
      const same = and(eq(importFiles.importId, sealed.importId), eq(importFiles.part, sealed.part));
      await db.update(importFiles).set(fresh).where(same);
      done.changed += 1;
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error;
      done.unreadable += 1;
    }
  }
}
