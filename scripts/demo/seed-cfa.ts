import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { importFile } from "@/lib/services/imports/import-file";
import { saveKey } from "@/lib/services/settings/tba-key";
import { findAccount } from "@/lib/services/users/host-accounts";
import { within } from "@/tests/helpers/within";

/** The key and the file of a CFA, as its administrateur gave them at an instant. */
export async function seedCfa(
  db: Db,
  cfa: { id: string; uai: string; administrateur: string; key: string },
  file: { name: string; path: string },
  now: Date,
) {
  const administrateur = await findAccount(db, cfa.administrateur);
  if (administrateur === null) throw new Error("Le compte de démonstration manque.");
  const ctx = { db, actor: { kind: "person" as const, id: administrateur.id }, now };
  await within(ctx, cfa.uai, saveKey, cfa.key);
  const imported = await within(ctx, cfa.uai, importFile, file);
  // The database writes them by its own clock: they would have come in a month after the file that holds them.
  await db.update(dossiers).set({ createdAt: now }).where(eq(dossiers.etablissementId, cfa.id));
  return { ctx, imported };
}
