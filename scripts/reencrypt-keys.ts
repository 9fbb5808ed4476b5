// `npm run keys:reencrypt`: after a new key was put first in ENCRYPTION_KEYS. Says how many, never which.
import { existsSync } from "node:fs";
import { closeDatabase, systemDb } from "@/db/client";
import { env } from "@/lib/env";
import { reencryptKeys } from "@/lib/services/settings/reencrypt-keys";

async function main(): Promise<void> {
  // The server reads .env by itself; so does this program, where Node can (20.12).
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
  const { tbaKeys, secondFactors, webhooks, importFiles } = await reencryptKeys(
    await systemDb(),
    env().ENCRYPTION_KEYS,
  );
  for (const [name, { changed, upToDate, unreadable }] of [
    ["Clés du TBA", tbaKeys],
    ["Secrets du second facteur", secondFactors],
    ...webhooks.map((each) => ["Secrets des notifications", each] as const),
    ["Parts de fichiers importés", importFiles],
  ] as const) {
    console.log(`${name} : ${changed} chiffrés de nouveau, ${upToDate} déjà à jour, ${unreadable} illisibles.`);
  }
  if ([tbaKeys, secondFactors, importFiles, ...webhooks].some(({ unreadable }) => unreadable > 0)) {
    console.error(
      "Des secrets ne se lisent pas : gardez les anciennes clés de chiffrement, ou faites enregistrer de nouveau les clés du TBA.",
    );
    process.exitCode = 1;
  }
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : "Les clés n'ont pas été chiffrées de nouveau.");
    process.exitCode = 1;
  })
  .finally(closeDatabase);
