// What the browser tests talk to: the built application on a fresh embedded database, and a simulated TBA.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { build } from "../../scripts/install.mjs";
import { execute, launch, stopAll, waitForResponse } from "../../scripts/processes.mjs";

const PORT = Number(process.env.PORT);
const DATA = ".tmp/e2e-donnees";

async function main() {
  build();
  rmSync(DATA, { recursive: true, force: true });
  const tba = `http://localhost:${PORT + 1}`;
  const issuer = `http://localhost:${PORT + 2}`;
  const clientSecret = randomBytes(24).toString("hex");
  const env = {
    DATABASE_URL: "",
    PGLITE_DIR: `${DATA}/pglite`,
    NEXTAUTH_URL: `http://localhost:${PORT}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: "secret-horloge-e2e",
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    TBA_API_URL: `${tba}/api`,
    TBA_SITE_URL: tba,
    NIGHT_AT: "non",
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: "passerelle",
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: "Fournisseur d'essai",
    IMPORT_MAX_MB: "10",
  };
  await execute(["--import", "tsx", "tests/e2e/seed-cfas.ts"], env);
  const simulator = launch(["--import", "tsx", "scripts/tba-simulateur/server.ts"], {
    PORT: String(PORT + 1),
    TBA_SIMULATEUR_CLES: Array.from({ length: 13 }, (_, i) => `cle-e2e-${i}-00000000`).join(","),
    // The UAI of the établissement of truth.spec.ts, with the SIRET of the sample file.
    TBA_SIMULATEUR_COUPLES_INCONNUS: "0100010A:59904711500010",
  });
  await waitForResponse(tba, simulator);
  const provider = launch(["tests/e2e/oidc-provider.mjs"], {
    PORT: String(PORT + 2),
    CLIENT_SECRET: clientSecret,
    REDIRECT_URI: `${env.NEXTAUTH_URL}/api/auth/callback/oidc`,
  });
  await waitForResponse(issuer, provider);
  for (const child of [simulator, provider]) child.once("exit", () => stop(1));
  let site = launchSite(env);
  // `restart.spec.ts` asks for it: the site dies in the middle of its work, without a word, and starts again on the same database.
  createServer(async (_request, response) => {
    site.off("exit", failed);
    site.kill("SIGKILL");
    await once(site, "exit");
    site = launchSite(env);
    await waitForResponse(env.NEXTAUTH_URL, site);
    response.end();
  }).listen(PORT + 3, "localhost");
}

const failed = () => stop(1);

function launchSite(env) {
  return launch(["scripts/start.mjs", "-H", "localhost", "-p", String(PORT)], env).once("exit", failed);
}

let stopping = false;
async function stop(code) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  rmSync(DATA, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

main().catch((error) => {
  console.error(error.message);
  stop(1);
});
