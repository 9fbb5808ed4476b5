import { z } from "zod";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import type { ServiceContext } from "@/lib/services/context";
import { checkInput } from "./check-input";
import { hashChosenPassword } from "./choose-password";
import { findAccount } from "./host-accounts";

export const etablissementInput = z.object({
  uai: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^\d{7}[A-Z]$/, "L'UAI compte 7 chiffres et 1 lettre."),
  siret: z
    .string()
    .transform((text) => text.replace(/[\s.-]+/g, ""))
    .pipe(z.string().regex(/^\d{14}$/, "Le SIRET compte 14 chiffres.")),
  name: z.string().trim().min(2, "Le nom de l'établissement est trop court."),
});

export const accountInput = z.object({
  email: z.email("L'adresse e-mail est mal formée.").transform((text) => text.toLowerCase()),
  personName: z.string().trim().min(2, "Le nom de la personne est trop court."),
  password: z.string(),
});

/** Opens an établissement, or renames the one of this UAI. Answers its id. Throws INVALID_INPUT. */
export async function createEtablissement({ db }: Pick<ServiceContext, "db">, input: unknown): Promise<string> {
  const { uai, siret, name } = checkInput(etablissementInput, input);
  const [row] = await db
    .insert(etablissements)
    .values({ uai, siret, name })
    .onConflictDoUpdate({ target: etablissements.uai, set: { siret, name } })
    .returning({ id: etablissements.id });
  if (row === undefined) throw new Error("L'établissement n'a pas été enregistré.");
  return row.id;
}

/**
 * Opens an account in an établissement. Of an e-mail already known, the role changes and the password stays: «known» says so.
 * Throws INVALID_INPUT.
 */
export async function createAccount(
  { db }: Pick<ServiceContext, "db">,
  etablissementId: string,
  role: Role,
  input: unknown,
): Promise<"created" | "known"> {
  const { email, personName: name, password } = checkInput(accountInput, input);
  const hash = await hashChosenPassword(password, { email, name });
  return db.transaction(async (tx) => {
    const created = await tx
      .insert(users)
      .values({ email, name, password: hash, passwordChangedAt: new Date() })
      .onConflictDoNothing()
      .returning({ id: users.id });
    const person = created[0] ?? (await findAccount(tx, email));
    if (person === null) throw new Error("Le compte n'a pas été enregistré.");
    await tx
      .insert(memberships)
      .values({ userId: person.id, etablissementId, role })
      .onConflictDoUpdate({ target: [memberships.userId, memberships.etablissementId], set: { role } });
    return created.length === 0 ? "known" : "created";
  });
}
