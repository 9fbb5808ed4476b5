/**
 * The simulated TBA as a program: `tsx scripts/tba-simulateur/serveur.ts`. Its environment: configuration.ts.
 *
 * Routes of the TBA (base URL http://localhost:4010/api):
 *   POST /api/v3/dossiers-apprenants, /api/v3/dossiers-apprenants/test, /api/v1/organismes/get-by-uai-siret
 * Routes of its own:
 *   GET    /_simulateur/effectifs?cle=&date=AAAA-MM-JJ    what the TBA holds, with the status on that day
 *   DELETE /_simulateur/effectifs?cle=
 *   GET    /_simulateur/liste.xlsx?cle=&type=&date=       a named list (liste-xlsx.ts)
 *   POST, GET, DELETE /_simulateur/pannes                 faults of the next calls (pannes.ts)
 *   GET, DELETE /_simulateur/appels                       calls received
 */
import { ErreurConfiguration, lireConfiguration } from "./configuration";
import { creerSimulateur } from "./simulateur";

function refuser(phrase: string): never {
  console.error(phrase);
  process.exit(1);
}

function configuration() {
  try {
    return lireConfiguration(process.env);
  } catch (erreur) {
    if (erreur instanceof ErreurConfiguration) refuser(erreur.message);
    throw erreur;
  }
}

const config = configuration();
const simulateur = creerSimulateur(config);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    simulateur.fermer().finally(() => process.exit(0));
  });
}

// Started by another program (the demo, the tests): its end is ours, even when it was killed without a word.
if (process.send) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

try {
  const port = await simulateur.ecouter(config.port, config.hote);
  const hote = config.hote === "127.0.0.1" || config.hote === "0.0.0.0" ? "localhost" : config.hote;
  console.log(`TBA simulé : http://${hote}:${port}`);
} catch (erreur) {
  const code = erreur instanceof Error && "code" in erreur ? erreur.code : null;
  if (code === "EADDRINUSE") refuser(`Le port ${config.port} est déjà pris : choisissez-en un autre avec PORT.`);
  if (code === "EACCES") refuser(`Le port ${config.port} est réservé : choisissez-en un autre avec PORT.`);
  refuser(`Impossible d'écouter sur ${config.hote}, port ${config.port} : vérifiez HOST et PORT.`);
}
