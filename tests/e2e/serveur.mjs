// What the browser tests talk to: the built application on a fresh embedded database, and a simulated TBA.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { batir } from "../../scripts/installation.mjs";
import { attendreReponse, executer, lancer, toutArreter } from "../../scripts/processus.mjs";

const PORT = Number(process.env.PORT);
const DONNEES = ".tmp/e2e-donnees";

async function principal() {
  batir();
  rmSync(DONNEES, { recursive: true, force: true });
  const tba = `http://localhost:${PORT + 1}`;
  const env = {
    DATABASE_URL: "",
    PGLITE_DOSSIER: `${DONNEES}/pglite`,
    NEXTAUTH_URL: `http://localhost:${PORT}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: "secret-horloge-e2e",
    CLES_CHIFFREMENT: `1:${randomBytes(32).toString("base64")}`,
    TBA_API_URL: `${tba}/api`,
    TBA_SITE_URL: tba,
    PLANIFICATEUR: "non",
  };
  await executer(["--import", "tsx", "tests/e2e/semer-cfas.ts"], env);
  const simulateur = lancer(["--import", "tsx", "scripts/tba-simulateur/serveur.ts"], {
    PORT: String(PORT + 1),
    TBA_SIMULATEUR_CLES: Array.from({ length: 12 }, (_, i) => `cle-e2e-${i}-00000000`).join(","),
  });
  await attendreReponse(tba, simulateur);
  const site = lancer(["scripts/demarrer.mjs", "-H", "localhost", "-p", String(PORT)], env);
  for (const enfant of [simulateur, site]) enfant.once("exit", () => arreter(1));
}

let arretEnCours = false;
async function arreter(code) {
  if (arretEnCours) return;
  arretEnCours = true;
  await toutArreter();
  rmSync(DONNEES, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => arreter(0));

principal().catch((erreur) => {
  console.error(erreur.message);
  arreter(1);
});
