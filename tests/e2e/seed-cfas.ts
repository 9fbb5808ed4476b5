import { eq } from "drizzle-orm";
import { closeDatabase, systemDb } from "@/db/client";
import type { Db } from "@/db/database";
import { memberships } from "@/db/schema/users";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { findAccount, nameSuperviseur } from "@/lib/services/users/host-accounts";
import { createAccount, createEtablissement } from "@/lib/services/users/setup";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { CFA_COUNT, cfaE2e, RESEAU_E2E } from "./cfas";

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
  await seedReseau(database);
  await closeDatabase();
}

/** Each has a valid dossier and one whose formateur's SIRET is wrong, in the same way. */
async function seedReseau(db: Db): Promise<void> {
  const { name, superviseur, etablissements } = RESEAU_E2E;
  const wrong = { etablissement_formateur_siret: "7776444410001" };
  for (const cfa of etablissements) {
    const id = await createEtablissement({ db }, cfa);
    await storeDossiers(db, id, [validSource(1), validSource(2, wrong)]);
    await createAccount({ db }, id, "lecteur", superviseur);
  }
  const person = await findAccount(db, superviseur.email);
  if (person === null) throw new Error("Le compte du superviseur manque.");
  await db.delete(memberships).where(eq(memberships.userId, person.id));
  const ctx = { db, actor: { kind: "clock" as const }, now: new Date() };
  const uais = etablissements.map(({ uai }) => uai);
  await nameSuperviseur(ctx, { email: superviseur.email, reseau: name, uais });
  await foldPendingChanges(db, ctx.now, new AbortController().signal);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
