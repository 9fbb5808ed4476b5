import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importFiles } from "@/db/schema/import-staging";
import { ServiceError } from "@/lib/errors";
import { decryptBytes, encryptBytes } from "@/lib/security/encrypt-bytes";

/** Short enough for nobody to wait while one is encrypted. */
const PART_BYTES = 1024 * 1024;

/** Whose a part is: a ciphertext moved elsewhere does not open. */
export const linkOf = (importId: string, part: number) => `import-file ${importId} ${part}`;

/** The fingerprint of a file on disk. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** Keeps the file of an import, encrypted, part by part. */
export async function keepFile(
  db: Db,
  { importId, etablissementId, path }: { importId: string; etablissementId: string; path: string },
  keys: ReadonlyMap<number, Buffer>,
): Promise<void> {
  let part = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: PART_BYTES })) {
    const sealed = encryptBytes(bytes, linkOf(importId, part), keys);
    await db.insert(importFiles).values({ importId, part, etablissementId, ...sealed });
    part += 1;
  }
}

async function writeParts(db: Db, importId: string, path: string, keys: ReadonlyMap<number, Buffer>): Promise<number> {
  const output = await open(path, "wx", 0o600);
  try {
    for (let part = 0; ; part++) {
      const [sealed] = await db
        .select({ keyVersion: importFiles.keyVersion, ciphertext: importFiles.ciphertext })
        .from(importFiles)
        .where(and(eq(importFiles.importId, importId), eq(importFiles.part, part)));
      if (sealed === undefined) return part;
      // Whole, or it throws: `write` may take a part of it without a word when the disk is nearly full.
      await output.writeFile(decryptBytes(sealed, linkOf(importId, part), keys));
    }
  } finally {
    await output.close();
  }
}

/** The file of an import, in clear on this machine's disk for as long as `use` lasts. Throws NOT_FOUND once it is no longer kept. */
export async function withKeptFile<T>(
  db: Db,
  importId: string,
  keys: ReadonlyMap<number, Buffer>,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "passerelle-"));
  try {
    const path = join(folder, "file");
    if ((await writeParts(db, importId, path, keys)) === 0) {
      throw new ServiceError("NOT_FOUND", "Ce fichier n'est plus conservé : importez-le de nouveau.");
    }
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
