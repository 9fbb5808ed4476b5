// `npm run base:keep -- VERSION`: a base full of data as this version of the code makes it, for the test that upgrades it ever after
// (tests/integration/db/upgrade.test.ts). To run at each release, before the next migration.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { execute, freePort, launch, stopAll, waitForResponse } from "./processes.mjs";

/** Known to the test: it must read what they encrypt. */
const KEYS = `1:${Buffer.alloc(32, 7).toString("base64")}`;
const TBA_KEYS = ["cle-de-la-base-gardee-1", "cle-de-la-base-gardee-2"];

async function keep(version: string): Promise<string> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs);
  try {
    const tba = `http://localhost:${await freePort(4700)}`;
    const env = {
      DATABASE_URL: server.url,
      NEXTAUTH_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: "secret-de-la-base-gardee-secret-de-la-base",
      CRON_SECRET: "horloge-de-la-base-gardee",
      ENCRYPTION_KEYS: KEYS,
      TBA_API_URL: `${tba}/api`,
      TBA_SITE_URL: tba,
    };
    const simulator = launch(["--import", "tsx", "scripts/tba-simulateur/server.ts"], {
      PORT: new URL(tba).port,
      TBA_SIMULATEUR_CLES: TBA_KEYS.join(","),
    });
    await waitForResponse(tba, simulator);
    const [first = "", second = ""] = TBA_KEYS;
    await execute(["--import", "tsx", "scripts/demo/seed.ts"], { ...env, DEMO_KEY: first, DEMO_SECOND_KEY: second });
    const options = ["--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges"];
    const dump = execFileSync(join(programs, "pg_dump"), [...options, "-d", server.url], { maxBuffer: 1024 ** 3 });
    // psql's own commands: the test has no psql, but a connection.
    const sql = dump.toString("utf8").replace(/^(\\(un)?restrict|SET transaction_timeout) .*$/gm, "");
    const path = `tests/bases/${version}.sql.gz`;
    writeFileSync(path, gzipSync(sql, { level: 9 }));
    return path;
  } finally {
    await stopAll();
    server.stop();
  }
}

const [version = ""] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(version)) {
  console.error("npm run base:keep -- VERSION (par exemple 0.1.0)");
  process.exitCode = 1;
} else {
  console.log(await keep(version));
}
