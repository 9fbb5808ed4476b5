import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import { openSession } from "@/lib/services/users/sessions";
import { createAccount } from "@/lib/services/users/setup";
import { newEtablissement } from "./etablissement";

export const ACCOUNT_PASSWORD = "cheval agrafe batterie juste";

/** Somebody with a password, alone in an établissement of their own. `open`: one more session of theirs, its secret. */
export async function newAccount(db: Db, role: Role) {
  const email = `${randomUUID()}@example.org`;
  const { id: etablissementId, uai } = await newEtablissement(db);
  const asked = { email, personName: "Jeanne", password: ACCOUNT_PASSWORD };
  await createAccount({ db }, etablissementId, role, asked);
  const [row] = await db.select().from(users).where(eq(users.email, email));
  const person = { id: row?.id ?? "", email, name: "Jeanne" };
  const ctx = { db, actor: { kind: "person", id: person.id } as const, now: new Date() };
  const open = () =>
    openSession({ db, actor: { kind: "anonymous" }, now: new Date() }, person.id, { stage: "full", browser: "essai" });
  return { person, uai, ctx, open };
}
