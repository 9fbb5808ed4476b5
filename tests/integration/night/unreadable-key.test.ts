import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alertes } from "@/db/schema/alertes";
import { tbaKeys } from "@/db/schema/tba";
import { users } from "@/db/schema/users";
import { encrypt } from "@/lib/security/encryption";
import { testKey } from "@/lib/services/settings/tba-key";
import { prepareSecondFactor, takeCode } from "@/lib/services/users/second-factor";
import { validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();

/** As a server restored without its encryption keys finds it. */
const sealedElsewhere = (secret: string, link: string) => encrypt(secret, link, new Map([[1, Buffer.alloc(32, 9)]]));

describe("Un serveur qui a perdu la clé de chiffrement", () => {
  it("dit pourquoi rien ne part, une fois, et alerte, au lieu d'essayer sans fin", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1)]);
    const ciphertext = sealedElsewhere(cfa.key, cfa.id);
    await database.db.update(tbaKeys).set({ ciphertext }).where(eq(tbaKeys.etablissementId, cfa.id));
    const { summary, next } = await cfa.send();
    expect(next).toBe("none");
    expect(summary).toMatchObject({ status: "failed", accepted: 0, notSent: 1 });
    expect(summary.error).toMatch(/ne se lit plus sur ce serveur.*enregistrer de nouveau/);
    const opened = await database.db.select().from(alertes).where(eq(alertes.etablissementId, cfa.id));
    expect(opened.map(({ kind }) => kind)).toContain("transmission-failed");
    await expect(within(cfa.ctx, cfa.uai, testKey)).rejects.toThrow(/ne se lit plus sur ce serveur/);
  });

  it("dit à qui a un second facteur d'entrer par un code de secours, et prépare un autre secret à qui n'avait pas fini", async () => {
    const cfa = await testCfa(database.db, simulator, []);
    const { actor } = cfa.ctx;
    const id = actor.kind === "person" ? actor.id : "";
    const own = eq(users.id, id);
    await database.db
      .update(users)
      .set({ totpSecret: sealedElsewhere("JBSWY3DPEHPK3PXP", `totp ${id}`) })
      .where(own);
    const prepared = await prepareSecondFactor(database.db, { id, email: "a@example.org", name: "A" });
    expect(prepared.secret).toMatch(/^[A-Z2-7]{16,}$/);
    await database.db
      .update(users)
      .set({ totpSecret: sealedElsewhere("JBSWY3DPEHPK3PXP", `totp ${id}`), totpSince: new Date() })
      .where(own);
    await expect(takeCode(cfa.ctx, id, "123 456")).rejects.toThrow(/ne se lit plus.*code de secours/);
    await expect(takeCode(cfa.ctx, id, "abcde-fghij")).rejects.toThrow(/pas le bon/);
  });
});
