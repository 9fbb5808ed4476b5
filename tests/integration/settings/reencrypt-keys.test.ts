import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { tbaKeys } from "@/db/schema/tba";
import { users } from "@/db/schema/users";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { decrypt, encrypt } from "@/lib/security/encryption";
import { totpLink } from "@/lib/security/totp";
import { keepFile, withKeptFile } from "@/lib/services/imports/kept-file";
import { reencryptKeys } from "@/lib/services/settings/reencrypt-keys";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { withFileOf } from "@/tests/helpers/with-file-of";

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
    const [etablissementId = ""] = ids;
    const endpointId = randomUUID();
    const url = "https://logiciel.exemple.fr";
    await database.db.insert(webhookEndpoints).values({
      ...{ id: endpointId, etablissementId, url, events: ["cle.refusee"] },
      secret: encrypt("whsec_b", endpointId, OLD),
      previousSecret: encrypt("whsec_a", endpointId, OLD),
    });
    const none = { rows: 0, created: 0, modified: 0, unchanged: 0, nonApprentis: 0 };
    const counts = { ...none, setAside: [], ignoredColumns: [] };
    const [received] = await database.db
      .insert(imports)
      .values({ etablissementId, file: "f.csv", at: new Date(), ...counts })
      .returning();
    const importId = received?.id ?? "";
    await withFileOf(Buffer.from("nom;prénom"), (path) =>
      keepFile(database.db, { importId, etablissementId, path }, OLD),
    );
    expect(await reencryptKeys(database.db, BOTH)).toEqual({
      tbaKeys: { changed: 203, upToDate: 1, unreadable: 1 },
      secondFactors: { changed: 1, upToDate: 0, unreadable: 0 },
      webhooks: Array(2).fill({ changed: 1, upToDate: 0, unreadable: 0 }),
      importFiles: { changed: 1, upToDate: 0, unreadable: 0 },
    });
    const [kept] = await database.db.select().from(users).where(eq(users.id, userId));
    expect(decrypt(kept?.totpSecret ?? "", totpLink(userId), new Map([[2, second]]))).toBe("JBSWY3DPEHPK3PXP");
    const clearFile = await withKeptFile(database.db, importId, new Map([[2, second]]), (path) =>
      readFile(path, "utf8"),
    );
    expect(clearFile).toBe("nom;prénom");
    const [endpoint] = await database.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId));
    const opened = [endpoint?.secret, endpoint?.previousSecret].map((sealed) =>
      decrypt(sealed ?? "", endpointId, new Map([[2, second]])),
    );
    expect(opened).toEqual(["whsec_b", "whsec_a"]);
    const stored = await database.db.select().from(tbaKeys).where(inArray(tbaKeys.etablissementId, ids));
    const clear = new Map(stored.map(({ etablissementId, ciphertext }) => [etablissementId, ciphertext]));
    const newest = new Map([[2, second]]);
    for (const [n, id] of ids.entries()) {
      if (n !== 7) expect(decrypt(clear.get(id) ?? "", id, newest)).toBe(`cle-${n}`);
    }
    expect(await reencryptKeys(database.db, BOTH)).toEqual({
      tbaKeys: { changed: 0, upToDate: 204, unreadable: 1 },
      secondFactors: { changed: 0, upToDate: 1, unreadable: 0 },
      webhooks: Array(2).fill({ changed: 0, upToDate: 1, unreadable: 0 }),
      importFiles: { changed: 0, upToDate: 1, unreadable: 0 },
    });
  });

  it("rend à chacun le sien : de deux personnes et de deux logiciels, aucun ne prend le secret de l'autre", async () => {
    const newest = new Map([[2, second]]);
    const { id: etablissementId } = await newEtablissement(database.db);
    const [people, endpoints] = [
      [randomUUID(), randomUUID()],
      [randomUUID(), randomUUID()],
    ];
    await database.db.insert(users).values(
      people.map((id, n) => ({
        ...{ id, email: `${id}@example.org`, name: "A" },
        totpSecret: encrypt(`TOTP${n}`, totpLink(id), OLD),
      })),
    );
    await database.db.insert(webhookEndpoints).values(
      endpoints.map((id, n) => ({
        ...{ id, etablissementId, url: `https://logiciel-${n}.exemple.fr`, events: ["cle.refusee" as const] },
        secret: encrypt(`whsec_${n}`, id, OLD),
        previousSecret: encrypt(`whsec_avant_${n}`, id, OLD),
      })),
    );
    await reencryptKeys(database.db, BOTH);
    const kept = new Map((await database.db.select().from(users)).map(({ id, totpSecret }) => [id, totpSecret ?? ""]));
    expect(people.map((id) => decrypt(kept.get(id) ?? "", totpLink(id), newest))).toEqual(["TOTP0", "TOTP1"]);
    const told = new Map((await database.db.select().from(webhookEndpoints)).map((row) => [row.id, row]));
    const opened = endpoints.map((id) => {
      const { secret = "", previousSecret = null } = told.get(id) ?? {};
      return [secret, previousSecret ?? ""].map((sealed) => decrypt(sealed, id, newest));
    });
    expect(opened).toEqual([0, 1].map((n) => [`whsec_${n}`, `whsec_avant_${n}`]));
  });
});
