import { inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { tbaKeys } from "@/db/schema/tba";
import { decrypt, encrypt } from "@/lib/security/encryption";
import { reencryptKeys } from "@/lib/services/settings/reencrypt-keys";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const OLD = new Map([[1, first]]);
const BOTH = new Map([...OLD, [2, second]]);

describe("Changer de clé de chiffrement", () => {
  it("chiffre de nouveau toutes les clés du TBA, dit combien, et recommence sans dommage", async () => {
    const ids: string[] = [];
    // More than a batch.
    for (let n = 0; n < 205; n++) ids.push((await newEtablissement(database.db)).id);
    await database.db.insert(tbaKeys).values(
      ids.map((id, n) => ({
        etablissementId: id,
        ciphertext: n === 7 ? "v1.a.b.c" : encrypt(`cle-${n}`, id, n === 9 ? BOTH : OLD),
        modifiedAt: new Date(),
      })),
    );
    expect(await reencryptKeys(database.db, BOTH)).toEqual({ changed: 203, upToDate: 1, unreadable: 1 });
    const stored = await database.db.select().from(tbaKeys).where(inArray(tbaKeys.etablissementId, ids));
    const clear = new Map(stored.map(({ etablissementId, ciphertext }) => [etablissementId, ciphertext]));
    const newest = new Map([[2, second]]);
    for (const [n, id] of ids.entries()) {
      if (n !== 7) expect(decrypt(clear.get(id) ?? "", id, newest)).toBe(`cle-${n}`);
    }
    expect(await reencryptKeys(database.db, BOTH)).toEqual({ changed: 0, upToDate: 204, unreadable: 1 });
  });
});
