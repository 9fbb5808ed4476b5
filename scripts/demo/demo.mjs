// `npm run demo`: everything from a bare clone to a running application with one night behind it. Ctrl-C stops it all.
import { randomBytes, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { batir, installer } from "../installation.mjs";
import { attendreReponse, executer, lancer, portLibre, toutArreter } from "../processus.mjs";

const DONNEES = ".donnees/demo";

function environnement(portSite, portTba) {
  const tba = `http://localhost:${portTba}`;
  return {
    DATABASE_URL: "",
    PGLITE_DOSSIER: `${DONNEES}/pglite`,
    NEXTAUTH_URL: `http://localhost:${portSite}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(24).toString("hex"),
    CLES_CHIFFREMENT: `1:${randomBytes(32).toString("base64")}`,
    TBA_API_URL: `${tba}/api`,
    TBA_SITE_URL: tba,
    PLANIFICATEUR: "02:00",
  };
}

async function passerUneNuit(env) {
  const reponse = await fetch(`${env.NEXTAUTH_URL}/api/cron/transmission`, {
    headers: { Authorization: `Bearer ${env.CRON_SECRET}` },
  });
  if (!reponse.ok) throw new Error(`La nuit a répondu ${reponse.status}.`);
  const { nuits } = await reponse.json();
  for (const nuit of nuits) {
    if (nuit.genre !== "faite") console.log(`  ${nuit.uai} : ${nuit.raison}`);
    else {
      const { eligibles, nonEnvoyes, acceptes, refuses, invalides, erreur } = nuit;
      console.log(
        `  ${nuit.uai} : ${eligibles - nonEnvoyes} envoyés, ${acceptes} acceptés, ${refuses} refusés, ${invalides} invalides${erreur ? ` (${erreur})` : ""}.`,
      );
    }
  }
}

async function principal() {
  installer();
  batir();
  rmSync(DONNEES, { recursive: true, force: true });
  const env = environnement(await portLibre(Number(process.env.PORT) || 3000), await portLibre(4010));
  const cle = randomUUID();

  const simulateur = lancer(["--import", "tsx", "scripts/tba-simulateur/serveur.ts"], {
    PORT: new URL(env.TBA_SITE_URL).port,
    TBA_SIMULATEUR_CLES: cle,
  });
  await attendreReponse(env.TBA_SITE_URL, simulateur);
  await executer(["--import", "tsx", "scripts/demo/semer.ts"], { ...env, CLE_DEMO: cle });
  const site = lancer(["scripts/demarrer.mjs", "-H", "localhost", "-p", new URL(env.NEXTAUTH_URL).port], env);
  for (const enfant of [simulateur, site]) enfant.once("exit", () => arreter(1));
  await attendreReponse(`${env.NEXTAUTH_URL}/connexion`, site);

  console.log("\nLa nuit :");
  await passerUneNuit(env);
  const { COMPTES_DEMO, MOT_DE_PASSE_DEMO } = await lireComptes();
  console.log(`\nPasserelle TBA : ${env.NEXTAUTH_URL}`);
  console.log("Comptes (les données repartent de zéro à chaque démonstration) :");
  for (const { role, email } of COMPTES_DEMO)
    console.log(`  ${role.padEnd(15)} ${email.padEnd(36)} ${MOT_DE_PASSE_DEMO}`);
  console.log("\nCtrl-C pour tout arrêter.");
}

/** The accounts are written in TypeScript, which Node 20 reads once the dependencies are there. */
async function lireComptes() {
  const { tsImport } = await import("tsx/esm/api");
  return tsImport("./comptes.ts", import.meta.url);
}

let arretEnCours = false;
async function arreter(code) {
  if (arretEnCours) return;
  arretEnCours = true;
  await toutArreter();
  process.exit(code);
}
process.on("SIGINT", () => arreter(0));
process.on("SIGTERM", () => arreter(0));
process.on("SIGHUP", () => arreter(0));

principal().catch((erreur) => {
  console.error(erreur.message);
  arreter(1);
});
