import { fileURLToPath } from "node:url";
import { closeDatabase, systemDb } from "@/db/client";
import type { Db } from "@/db/database";
import { importFile } from "@/lib/services/imports/import-file";
import { saveKey } from "@/lib/services/settings/tba-key";
import { findAccount } from "@/lib/services/users/host-accounts";
import { createAccount, createEtablissement } from "@/lib/services/users/setup";
import { within } from "@/tests/helpers/within";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./accounts";
import { EXAMPLE_CFA } from "./example/cfa";

const EXAMPLE = new URL("./example/apprenants-exemple.xlsx", import.meta.url);

async function seed(database: Db): Promise<void> {
  const etablissementId = await createEtablissement({ db: database }, EXAMPLE_CFA);
  for (const { role, email, personName } of DEMO_ACCOUNTS) {
    await createAccount({ db: database }, etablissementId, role, { email, personName, password: DEMO_PASSWORD });
  }
  const administrator = await findAccount(database, DEMO_ACCOUNTS[0]?.email ?? "");
  if (administrator === null) throw new Error("Le compte de démonstration manque.");
  const context = { db: database, actor: { kind: "person" as const, id: administrator.id }, now: new Date() };
  await within(context, EXAMPLE_CFA.uai, saveKey, process.env.DEMO_KEY ?? "");
  const { rows, created, setAside, nonApprentis } = await within(context, EXAMPLE_CFA.uai, importFile, {
    name: "apprenants-exemple.xlsx",
    path: fileURLToPath(EXAMPLE),
  });
  console.log(
    `Fichier d'exemple importé : ${rows} lignes, ${created} dossiers dont ${nonApprentis} hors apprentissage, ${setAside.length} lignes écartées.`,
  );
}

async function main(): Promise<void> {
  try {
    await seed(await systemDb());
  } finally {
    await closeDatabase();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
