import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { rapprochements } from "@/db/schema/rapprochements";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "passerelle-horloge-"));
const BEFORE = { ...process.env };
const OWN_VARIABLES = ["PGLITE_DIR", "DATABASE_URL"];

/** Modules of a process that starts with these variables, and has no worker: those of the tests before it have read others. */
async function startFunction() {
  vi.resetModules();
  const [{ ringFromOutside }, { closeDatabase, systemDb }, { closeQueue }] = await Promise.all([
    import("@/lib/night/server/ring-from-outside"),
    import("@/db/client"),
    import("@/lib/night/process-queue"),
  ]);
  return { ringFromOutside, closeDatabase, systemDb, closeQueue };
}
let started: Awaited<ReturnType<typeof startFunction>>;

beforeAll(async () => {
  const { source } = database.database;
  Object.assign(process.env, {
    PGLITE_DIR: join(folder, "base"),
    DATABASE_URL: source.engine === "postgresql" ? source.url : "",
  });
  started = await startFunction();
});
afterAll(async () => {
  await started.closeQueue();
  await started.closeDatabase();
  for (const name of OWN_VARIABLES) {
    if (BEFORE[name] === undefined) delete process.env[name];
    else process.env[name] = BEFORE[name];
  }
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

describe("L'horloge de l'extérieur", () => {
  it("va au bout de la nuit et de la tournée, et fait ce que la file avait perdu, là où aucun ouvrier ne tourne", async () => {
    const own = await started.systemDb();
    const { id: etablissementId } = await newEtablissement(own);
    await own.insert(rapprochements).values({ etablissementId, at: new Date() });
    const night = await started.ringFromOutside(own, 60_000);
    expect(night).toMatchObject({ remaining: 0, nights: [] });
    const made = await own.select().from(rapprochements).where(eq(rapprochements.etablissementId, etablissementId));
    expect(made[0]?.state).toBe("done");
  });
});
