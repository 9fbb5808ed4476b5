// `npm run demo`: everything from a bare clone to a running application with one night behind it. Ctrl-C stops it all.

import { randomBytes, randomUUID } from "node:crypto";
import { cpSync, existsSync, rmSync } from "node:fs";
import { build, fingerprint, install } from "../install.mjs";
import { execute, freePort, launch, stopAll, waitForResponse } from "../processes.mjs";

const DATA = ".donnees/demo";
const EMPTY_BASES = ".donnees/demo-vide";
const LIST = "docs/exemples/tdb-effectifs-apprenant-2026-11-24.xlsx";
const CALL = "scripts/demo/example/envoi.json";

function environment(sitePort, portTba) {
  const tba = `http://localhost:${portTba}`;
  return {
    DATABASE_URL: "",
    PGLITE_DIR: `${DATA}/pglite`,
    NEXTAUTH_URL: `http://localhost:${sitePort}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(24).toString("hex"),
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    TBA_API_URL: `${tba}/api`,
    TBA_SITE_URL: tba,
    NIGHT_AT: "02:00",
    // A software to try notifications with is on this machine too.
    WEBHOOKS_TO_PRIVATE: "oui",
  };
}

async function runOneNight(env) {
  const response = await fetch(`${env.NEXTAUTH_URL}/api/cron/transmission`, {
    headers: { Authorization: `Bearer ${env.CRON_SECRET}` },
  });
  if (!response.ok) throw new Error(`La nuit a répondu ${response.status}.`);
  const { nights } = await response.json();
  for (const night of nights) {
    if (night.kind !== "done") console.log(`  ${night.uai} : ${night.reason}`);
    else {
      const { eligibles, notSent, accepted, refused, invalides, error } = night;
      console.log(
        `  ${night.uai} : ${eligibles - notSent} envoyés, ${accepted} acceptés, ${refused} refusés, ${invalides} invalides${error ? ` (${error})` : ""}.`,
      );
    }
  }
}

/** The folder of an empty base with today's schema, made beside the build when there is none; those of other versions go. */
async function emptyBase() {
  const folder = `${EMPTY_BASES}/${fingerprint(["db", "package-lock.json", "scripts/demo/prepare-base.ts"]).slice(0, 16)}`;
  if (existsSync(folder)) return folder;
  rmSync(EMPTY_BASES, { recursive: true, force: true });
  await execute(["--import", "tsx", "scripts/demo/prepare-base.ts", folder]);
  return folder;
}

/** Fills the base. Answers the jeton of a software, which is said once. */
function seed(env) {
  const child = launch(["--import", "tsx", "scripts/demo/seed.ts"], env);
  return new Promise((resolve, reject) => {
    let jeton = "";
    child.once("message", (message) => {
      jeton = message.jeton;
    });
    child.once("exit", (code) =>
      code === 0 ? resolve(jeton) : reject(new Error("L'exemple n'a pas pu être préparé.")),
    );
  });
}

async function main() {
  install();
  const env = environment(await freePort(Number(process.env.PORT) || 3000), await freePort(4010));
  const [key, secondKey] = [randomUUID(), randomUUID()];
  // Begun first: they start while the application is built.
  const base = emptyBase();
  const simulator = launch(["--import", "tsx", "scripts/tba-simulateur/server.ts"], {
    PORT: new URL(env.TBA_SITE_URL).port,
    TBA_SIMULATEUR_CLES: `${key},${secondKey}`,
  });
  build();
  rmSync(DATA, { recursive: true, force: true });
  cpSync(await base, env.PGLITE_DIR, { recursive: true });
  await waitForResponse(env.TBA_SITE_URL, simulator);
  const jeton = await seed({ ...env, DEMO_KEY: key, DEMO_SECOND_KEY: secondKey });
  const site = launch(["scripts/start.mjs", "-H", "localhost", "-p", new URL(env.NEXTAUTH_URL).port], env);
  for (const child of [simulator, site]) child.once("exit", () => stop(1));
  await waitForResponse(`${env.NEXTAUTH_URL}/connexion`, site);

  console.log("\nLa nuit :");
  await runOneNight(env);
  const { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SUPERVISEUR } = await readTypeScript("./accounts.ts");
  console.log(`\nPasserelle TBA : ${env.NEXTAUTH_URL}`);
  console.log("Comptes (les données repartent de zéro à chaque démonstration) :");
  const accounts = [...DEMO_ACCOUNTS, { role: "superviseur", email: DEMO_SUPERVISEUR.email }];
  for (const { role, email } of accounts) console.log(`  ${role.padEnd(15)} ${email.padEnd(36)} ${DEMO_PASSWORD}`);
  console.log(`\nUne liste du TBA, à déposer dans « Rapprochement » : ${LIST}`);
  console.log("\nUn logiciel envoie un dossier, comme au TBA :");
  console.log(
    `  curl -X POST ${env.NEXTAUTH_URL}/api/v3/dossiers-apprenants -H 'Authorization: Bearer ${jeton}' -H 'Content-Type: application/json' --data @${CALL}`,
  );
  console.log("\nCtrl-C pour tout arrêter.");
}

/** Some of what it says is written in TypeScript, which Node 20 reads once the dependencies are there. */
async function readTypeScript(file) {
  const { tsImport } = await import("tsx/esm/api");
  return tsImport(file, import.meta.url);
}

let stopping = false;
async function stop(code) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  process.exit(code);
}
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
process.on("SIGHUP", () => stop(0));

main().catch((error) => {
  console.error(error.message);
  stop(1);
});
