/**
 * The simulated TBA as a program: `tsx scripts/tba-simulateur/server.ts`. Its environment: configuration.ts.
 *
 * Routes of the TBA (base URL http://localhost:4010/api):
 *   POST /api/v3/dossiers-apprenants, /api/v3/dossiers-apprenants/test, /api/v1/organismes/get-by-uai-siret
 * Routes of its own:
 *   GET    /_simulateur/effectifs?cle=&date=AAAA-MM-JJ    what the TBA holds, with the status on that day
 *   DELETE /_simulateur/effectifs?cle=
 *   POST   /_simulateur/samedi?cle=                       Saturday's recomputation, from the merged records
 *   GET    /_simulateur/liste.xlsx?cle=&type=&date=       a named list (list-xlsx.ts)
 *   POST, GET, DELETE /_simulateur/pannes?cle=            faults of the next calls (faults.ts); DELETE lets go the calls that they hold
 *   GET, DELETE /_simulateur/appels                       calls received
 */
import { ConfigurationError, parseConfiguration } from "./configuration";
import { createSimulator } from "./simulator";

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function configuration() {
  try {
    return parseConfiguration(process.env);
  } catch (error) {
    if (error instanceof ConfigurationError) refuse(error.message);
    throw error;
  }
}

const config = configuration();
const simulator = createSimulator(config);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    simulator.close().finally(() => process.exit(0));
  });
}

// Started by another program (the demo, the tests): its end is ours, even when it was killed without a word.
if (process.send) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

try {
  const port = await simulator.listen(config.port, config.host);
  const host = config.host === "127.0.0.1" || config.host === "0.0.0.0" ? "localhost" : config.host;
  console.log(`TBA simulé : http://${host}:${port}`);
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") refuse(`Le port ${config.port} est déjà pris : choisissez-en un autre avec PORT.`);
  if (code === "EACCES") refuse(`Le port ${config.port} est réservé : choisissez-en un autre avec PORT.`);
  refuse(`Impossible d'écouter sur ${config.host}, port ${config.port} : vérifiez HOST et PORT.`);
}
