import { eq } from "drizzle-orm";
import { z } from "zod";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { hashPassword } from "@/lib/security/password";
import type { ServiceContext } from "@/lib/services/context";

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
  password: z.string().min(12, "Le mot de passe compte au moins 12 caractères."),
});

/** Checks a whole input at once. Throws INVALID_INPUT, with a sentence for each field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const found = schema.safeParse(input);
  if (found.success) return found.data;
  const champs = Object.fromEntries(found.error.issues.map(({ path, message }) => [path.join("."), message]));
  throw new ServiceError("INVALID_INPUT", Object.values(champs).join(" "), champs);
}

/** Opens an établissement, or renames the one of this UAI. Answers its id. Throws INVALID_INPUT. */
export async function createEtablissement({ db }: Pick<ServiceContext, "db">, input: unknown): Promise<string> {
  const { uai, siret, name } = parseInput(etablissementInput, input);
  const [row] = await db
    .insert(etablissements)
    .values({ uai, siret, name })
    .onConflictDoUpdate({ target: etablissements.uai, set: { siret, name } })
    .returning({ id: etablissements.id });
  if (row === undefined) throw new Error("L'établissement n'a pas été enregistré.");
  return row.id;
}

/** Opens an account in an établissement; of an e-mail already known, only the role changes. Throws INVALID_INPUT. */
export async function createAccount(
  { db }: Pick<ServiceContext, "db">,
  etablissementId: string,
  role: Role,
  input: unknown,
): Promise<void> {
  const { email, personName, password } = parseInput(accountInput, input);
  const hash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ email, name: personName, password: hash }).onConflictDoNothing();
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (person === undefined) throw new Error("Le compte n'a pas été enregistré.");
    await tx
      .insert(memberships)
      .values({ userId: person.id, etablissementId, role })
      .onConflictDoUpdate({ target: [memberships.userId, memberships.etablissementId], set: { role } });
  });
}
