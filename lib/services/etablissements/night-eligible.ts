import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { tbaKeys } from "@/db/schema/tba";
import { ServiceError } from "@/lib/errors";

/** The établissements `e` that a night is for, with their key `c`, as the source of a raw query. */
export const NIGHT_ELIGIBLE_SQL: SQL = sql`etablissements e join tba_keys c on c.etablissement_id = e.id and e.transmission_active`;

/** The établissements that a night is for: a key, and the nightly transmission on. In the order of their UAI. */
export function nightEligible(db: Db): Promise<{ id: string; uai: string }[]> {
  return db
    .select({ id: etablissements.id, uai: etablissements.uai })
    .from(etablissements)
    .innerJoin(tbaKeys, eq(tbaKeys.etablissementId, etablissements.id))
    .where(and(eq(etablissements.transmissionActive, true)))
    .orderBy(asc(etablissements.uai));
}

/** Why nothing leaves when the key of an établissement does not open any more (lib/security/encryption.ts). */
export const UNREADABLE_KEY =
  "La clé du TBA ne se lit plus sur ce serveur : sa clé de chiffrement a changé ou s'est perdue. Un administrateur doit enregistrer de nouveau la clé du TBA, ou l'hébergeur rendre au serveur l'ancienne clé de chiffrement.";

/** What was found of an établissement's key, when it is one. Throws INVALID_INPUT: nothing can be transmitted without. */
export function requireKey<K>(key: K | null | undefined): K {
  if (key === null || key === undefined) {
    throw new ServiceError(
      "INVALID_INPUT",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  return key;
}
