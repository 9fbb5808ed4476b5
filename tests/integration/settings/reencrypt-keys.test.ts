import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { tbaKeys } from "@/db/schema/tba";
import { users } from "@/db/schema/users";
import { decrypt, encrypt } from "@/lib/security/encryption";
import { totpLink } from "@/lib/security/totp";
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
    const [person] = await database.db
      .insert(users)
      .values({ email: `${randomUUID()}@example.org`, name: "A" })
      .returning();
    const userId = person?.id ?? "";
    const totpSecret = encrypt("JBSWY3DPEHPK3PXP", totpLink(userId), OLD);
    await database.db.update(users).set({ totpSecret }).where(eq(users.id, userId));
    expect(await reencryptKeys(database.db, BOTH)).toEqual({
      tbaKeys: { changed: 203, upToDate: 1, unreadable: 1 },
      secondFactors: { changed: 1, upToDate: 0, unreadable: 0 },
    });
    const [kept] = await database.db.select().from(users).where(eq(users.id, userId));
    expect(decrypt(kept?.totpSecret ?? "", totpLink(userId), new Map([[2, second]]))).toBe("JBSWY3DPEHPK3PXP");
    const stored = await database.db.select().from(tbaKeys).where(inArray(tbaKeys.etablissementId, ids));
    const clear = new Map(stored.map(({ etablissementId, ciphertext }) => [etablissementId, ciphertext]));
    const newest = new Map([[2, second]]);
    for (const [n, id] of ids.entries()) {
      if (n !== 7) expect(decrypt(clear.get(id) ?? "", id, newest)).toBe(`cle-${n}`);
    }
    expect(await reencryptKeys(database.db, BOTH)).toEqual({
      tbaKeys: { changed: 0, upToDate: 204, unreadable: 1 },
      secondFactors: { changed: 0, upToDate: 1, unreadable: 0 },
    });
  });
});
