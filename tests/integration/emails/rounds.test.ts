import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cfaWithKey, emailsOf, hour } from "@/tests/factories/alertes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSmtp } from "@/tests/helpers/test-smtp";

const database = testDatabase();
const smtp = testSmtp();
const folder = mkdtempSync(join(tmpdir(), "passerelle-tournee-"));

const OWN_VARIABLES = ["SMTP_URL", "EMAIL_FROM", "PGLITE_DIR", "DATABASE_URL"];

/** Modules of a process that starts with these variables: those of the tests before it in this worker have read others. */
async function startProcess() {
  vi.resetModules();
  const [{ closeDatabase, systemDb }, { closeQueue }, { runRounds }] = await Promise.all([
    import("@/db/client"),
    import("@/lib/night/process-queue"),
    import("@/lib/night/server/rounds"),
  ]);
  return { closeDatabase, systemDb, closeQueue, runRounds };
}
let started: Awaited<ReturnType<typeof startProcess>>;

// The process's own database, queue and mail server, as a server or a cron route has them.
beforeAll(async () => {
  const { source } = database.database;
  Object.assign(process.env, {
    SMTP_URL: smtp.url,
    EMAIL_FROM: "tba@example.org",
    PGLITE_DIR: join(folder, "base"),
    DATABASE_URL: source.engine === "postgresql" ? source.url : "",
  });
  started = await startProcess();
});
afterAll(async () => {
  await started.closeQueue();
  await started.closeDatabase();
  for (const name of OWN_VARIABLES) delete process.env[name];
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

describe("La tournée d'un processus qui n'a pas encore ouvert la file", () => {
  it("voit le silence, met l'e-mail dans la file et l'envoie, une fois", async () => {
    const { systemDb, runRounds } = started;
    const own = await systemDb();
    const { cfa, admin } = await cfaWithKey(own);
    for (const h of [40, 41]) await runRounds(own, hour(h), AbortSignal.timeout(240_000));
    expect(smtp.received.map(({ mail }) => mail.subject)).toEqual([expect.stringContaining(cfa.name)]);
    expect(await emailsOf(own, admin)).toMatchObject([{ state: "completed" }]);
  });

  it("n'envoie plus rien une fois son temps écoulé : l'e-mail attend la suivante", async () => {
    smtp.drain();
    const { systemDb, runRounds } = started;
    const own = await systemDb();
    const { admin } = await cfaWithKey(own);
    await runRounds(own, hour(42), AbortSignal.abort());
    expect(smtp.received).toEqual([]);
    expect(await emailsOf(own, admin)).toMatchObject([{ state: "created" }]);
    await runRounds(own, hour(43), AbortSignal.timeout(240_000));
    expect(smtp.received).toHaveLength(1);
  });

  it("va au bout quand l'un de ses travaux échoue : l'e-mail qui attend part quand même", async () => {
    smtp.drain();
    const { systemDb, runRounds } = started;
    const own = await systemDb();
    await cfaWithKey(own);
    await runRounds(own, hour(44), AbortSignal.abort());
    await runRounds(own, new Date(Number.NaN), AbortSignal.timeout(240_000));
    expect(smtp.received).toHaveLength(1);
  });
});
