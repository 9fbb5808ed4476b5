import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openPglite } from "@/db/open";

const root = mkdtempSync(join(tmpdir(), "passerelle-dossier-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(process.platform === "win32")(
  "Le dossier de la base embarquée est fermé aux autres comptes de la machine, même quand il était là, ouvert à tous",
  async () => {
    const folder = join(root, "base");
    for (const before of [null, 0o755]) {
      if (before !== null) chmodSync(folder, before);
      const database = await openPglite(folder);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      await database.close();
    }
  },
);
