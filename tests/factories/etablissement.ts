import { randomInt, randomUUID } from "node:crypto";
import type { Db } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { tbaKeys } from "@/db/schema/tba";
import { memberships, users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { encrypt } from "@/lib/security/encryption";
import type { ServiceContext } from "@/lib/services/context";

export type TestEtablissement = { id: string; uai: string; siret: string; name: string };

/** An établissement of its own for a test. */
export async function newEtablissement(db: Db, reseauId: string | null = null): Promise<TestEtablissement> {
  const uai = `${String(randomInt(10 ** 7)).padStart(7, "0")}${"ABCDEFGH"[randomInt(8)]}`;
  const [row] = await db
    .insert(etablissements)
    .values({ uai, siret: "77764444100018", name: `CFA ${uai}`, reseauId })
    .returning();
  if (row === undefined) throw new Error("Établissement non créé.");
  return row;
}

/** A person with a role in an établissement, and the context in which they act. */
export async function person(db: Db, etablissementId: string | null, role: Role): Promise<ServiceContext> {
  const [row] = await db
    .insert(users)
    .values({ email: `${randomUUID()}@example.org`, name: "Personne d'essai" })
    .returning({ id: users.id });
  if (row === undefined) throw new Error("Personne non créée.");
  if (etablissementId !== null) await db.insert(memberships).values({ userId: row.id, etablissementId, role });
  return { db, actor: { kind: "person", id: row.id }, now: new Date() };
}

/** Saves a TBA key as the key page would. */
export async function giveKey(db: Db, etablissementId: string, key: string): Promise<void> {
  const digit = encrypt(key, etablissementId, env().ENCRYPTION_KEYS);
  await db.insert(tbaKeys).values({ etablissementId, ciphertext: digit, modifiedAt: new Date() });
}
