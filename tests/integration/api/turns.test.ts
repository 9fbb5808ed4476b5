import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);
/** More than there are connections, fewer than may wait. */
const CALLS = 25;
const isEmbedded = inject("templateDatabase").engine === "pglite";

describe("Des appels d'un établissement occupé", () => {
  // The embedded base has one connection for all.
  it.skipIf(isEmbedded)("attendent sans tenir de connexion : un autre établissement est servi, puis eux", async () => {
    const [busy, other] = [await cfaWithJeton(database.db), await cfaWithJeton(database.db)];
    const waiting = await database.db.transaction(async (tx) => {
      await tx.execute(sql`select id from etablissements where id = ${busy.id}::uuid for update`);
      const calls = Array.from({ length: CALLS }, (_, n) => push(server.url, busy.jeton, [validSource(n)]));
      for (let n = 0; n < 5; n++) {
        expect((await push(server.url, other.jeton, [validSource(n)])).status).toBe(200);
      }
      return { calls };
    });
    const answers = await Promise.all(waiting.calls);
    expect(answers.map(({ status }) => status)).toEqual(Array(CALLS).fill(200));
  });
});
