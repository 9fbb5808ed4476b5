import { closeDatabase, systemDb } from "@/db/client";
import { createAccount, createEtablissement } from "@/lib/services/users/setup";
import { CFA_COUNT, cfaE2e } from "./cfas";

async function main(): Promise<void> {
  const database = await systemDb();
  for (let rank = 0; rank < CFA_COUNT; rank++) {
    const { password, ...cfa } = cfaE2e(rank);
    const id = await createEtablissement({ db: database }, cfa);
    for (const role of ["administrateur", "gestionnaire", "lecteur"] as const) {
      const email = `${role}-${rank}@example.org`;
      await createAccount({ db: database }, id, role, { email, personName: `${role} ${rank}`, password });
    }
  }
  await closeDatabase();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
