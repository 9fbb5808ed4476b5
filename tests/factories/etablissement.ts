import { randomInt, randomUUID } from "node:crypto";
import type { Db } from "@/db/base";
import { appartenances } from "@/db/schema/appartenances";
import { clesTba } from "@/db/schema/cles-tba";
import { etablissements } from "@/db/schema/etablissements";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Role } from "@/lib/auth/droits";
import { env } from "@/lib/env";
import { chiffrer } from "@/lib/securite/chiffrement";
import type { Contexte } from "@/lib/services/contexte";

export type EtablissementDEssai = { id: string; uai: string; siret: string; nom: string };

/** An établissement of its own for a test. */
export async function nouvelEtablissement(db: Db, reseauId: string | null = null): Promise<EtablissementDEssai> {
  const uai = `${String(randomInt(10 ** 7)).padStart(7, "0")}${"ABCDEFGH"[randomInt(8)]}`;
  const [ligne] = await db
    .insert(etablissements)
    .values({ uai, siret: "77764444100018", nom: `CFA ${uai}`, reseauId })
    .returning();
  if (ligne === undefined) throw new Error("Établissement non créé.");
  return ligne;
}

/** A person with a role in an établissement, and the context in which they act. */
export async function personne(db: Db, etablissementId: string | null, role: Role): Promise<Contexte> {
  const [ligne] = await db
    .insert(utilisateurs)
    .values({ email: `${randomUUID()}@example.org`, nom: "Personne d'essai" })
    .returning({ id: utilisateurs.id });
  if (ligne === undefined) throw new Error("Personne non créée.");
  if (etablissementId !== null)
    await db.insert(appartenances).values({ utilisateurId: ligne.id, etablissementId, role });
  return { db, acteur: { genre: "personne", id: ligne.id }, maintenant: new Date() };
}

/** Saves a TBA key as the key page would. */
export async function donnerCle(db: Db, etablissementId: string, cle: string): Promise<void> {
  const chiffre = chiffrer(cle, etablissementId, env().CLES_CHIFFREMENT);
  await db.insert(clesTba).values({ etablissementId, chiffre, modifieeLe: new Date() });
}
