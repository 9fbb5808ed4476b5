import { eq } from "drizzle-orm";
import { z } from "zod";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Role } from "@/lib/auth/droits";
import { ErreurMetier } from "@/lib/errors";
import { hacherMotDePasse } from "@/lib/securite/mot-de-passe";
import type { Contexte } from "@/lib/services/contexte";

export const saisieEtablissement = z.object({
  uai: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^\d{7}[A-Z]$/, "L'UAI compte 7 chiffres et 1 lettre."),
  siret: z
    .string()
    .transform((texte) => texte.replace(/[\s.-]+/g, ""))
    .pipe(z.string().regex(/^\d{14}$/, "Le SIRET compte 14 chiffres.")),
  nom: z.string().trim().min(2, "Le nom de l'établissement est trop court."),
});

export const saisieCompte = z.object({
  email: z.email("L'adresse e-mail est mal formée.").transform((texte) => texte.toLowerCase()),
  nomPersonne: z.string().trim().min(2, "Le nom de la personne est trop court."),
  motDePasse: z.string().min(12, "Le mot de passe compte au moins 12 caractères."),
});

/** Checks a whole input at once. Throws SAISIE_INVALIDE, with a sentence for each field. */
export function lireSaisie<S extends z.ZodType>(schema: S, saisie: unknown): z.output<S> {
  const lue = schema.safeParse(saisie);
  if (lue.success) return lue.data;
  const champs = Object.fromEntries(lue.error.issues.map(({ path, message }) => [path.join("."), message]));
  throw new ErreurMetier("SAISIE_INVALIDE", Object.values(champs).join(" "), champs);
}

/** Opens an établissement, or renames the one of this UAI. Answers its id. Throws SAISIE_INVALIDE. */
export async function ouvrirEtablissement({ db }: Pick<Contexte, "db">, saisie: unknown): Promise<string> {
  const { uai, siret, nom } = lireSaisie(saisieEtablissement, saisie);
  const [ligne] = await db
    .insert(etablissements)
    .values({ uai, siret, nom })
    .onConflictDoUpdate({ target: etablissements.uai, set: { siret, nom } })
    .returning({ id: etablissements.id });
  if (ligne === undefined) throw new Error("L'établissement n'a pas été enregistré.");
  return ligne.id;
}

/** Opens an account in an établissement; of an e-mail already known, only the role changes. Throws SAISIE_INVALIDE. */
export async function ouvrirCompte(
  { db }: Pick<Contexte, "db">,
  etablissementId: string,
  role: Role,
  saisie: unknown,
): Promise<void> {
  const { email, nomPersonne, motDePasse } = lireSaisie(saisieCompte, saisie);
  const hache = await hacherMotDePasse(motDePasse);
  await db.transaction(async (tx) => {
    await tx.insert(utilisateurs).values({ email, nom: nomPersonne, motDePasse: hache }).onConflictDoNothing();
    const [personne] = await tx.select({ id: utilisateurs.id }).from(utilisateurs).where(eq(utilisateurs.email, email));
    if (personne === undefined) throw new Error("Le compte n'a pas été enregistré.");
    await tx
      .insert(appartenances)
      .values({ utilisateurId: personne.id, etablissementId, role })
      .onConflictDoUpdate({ target: [appartenances.utilisateurId, appartenances.etablissementId], set: { role } });
  });
}
