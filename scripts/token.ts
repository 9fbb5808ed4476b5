import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { closeDatabase, systemDb } from "@/db/client";
import { JETON_RIGHTS } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { createJetonFromHost } from "@/lib/services/jetons/create-jeton";

const USAGE = `npm run -s token -- --uai U --name "N" [--uai U2 …] [--reseau "N"] [--right send --right read] [--days 90|365|730]
  imprime le jeton seul, une seule fois ; sans --right il envoie et lit, sans --days il n'a pas de fin`;

async function main(): Promise<void> {
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
  const { values } = parseArgs({
    options: {
      uai: { type: "string", multiple: true, default: [] },
      reseau: { type: "string", default: "" },
      name: { type: "string", default: "" },
      right: { type: "string", multiple: true, default: [...JETON_RIGHTS] },
      days: { type: "string", default: "" },
    },
  });
  const { uai: uais, right: rights, reseau, name, days } = values;
  if (name === "" || (uais.length === 0 && reseau === "")) throw new ServiceError("INVALID_INPUT", USAGE);
  const ctx = { db: await systemDb(), actor: { kind: "clock" as const }, now: new Date() };
  console.log(await createJetonFromHost(ctx, { uais, reseau, name, rights, days }));
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : "La commande n'a pas abouti.");
    process.exitCode = 1;
  })
  .finally(closeDatabase);
