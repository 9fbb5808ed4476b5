import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { tbaCouples, tbaKeys } from "@/db/schema/tba";
import { parseEnv } from "@/lib/env";
import { encrypt } from "@/lib/security/encryption";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";

export const ETABLISSEMENTS = 300;

/** As many établissements as there are keys. One établissement's dossiers are prepared; the others get copies of them, which are other dossiers with the same bodies. */
export async function fillDatabase(db: Db, count: number, keys: readonly string[], encryption: string): Promise<void> {
  const secrets = parseEnv({
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
    CRON_SECRET: "secret-horloge-du-banc",
    ENCRYPTION_KEYS: encryption,
  });
  const parsed = await db
    .insert(etablissements)
    .values(keys.map((_, n) => ({ uai: `${String(n).padStart(7, "0")}A`, siret: "77764444100018", name: `CFA ${n}` })))
    .returning({ id: etablissements.id });
  await db.insert(tbaKeys).values(
    parsed.map(({ id }, n) => ({
      etablissementId: id,
      ciphertext: encrypt(keys[n] ?? "", id, secrets.ENCRYPTION_KEYS),
      modifiedAt: new Date(),
    })),
  );
  const [template] = parsed;
  if (template === undefined) throw new Error("Aucun établissement.");
  const byEtablissement = Math.floor(count / keys.length);
  const oneMore = count - byEtablissement * keys.length;
  await storeDossiers(
    db,
    template.id,
    Array.from({ length: byEtablissement + 1 }, (_, n) => validSource(n)),
  );
  const columns = sql.raw(
    "numero, id_erp_apprenant, annee_scolaire, source, corrections, apprenti, blocked, payload, fingerprint, anomalies, parcours, formation, apprenant, employeur, formation_sort, apprenant_sort, employeur_sort, debut, fin, person, preparation_version",
  );
  for (const [rank, { id }] of parsed.entries()) {
    const howMany = byEtablissement + (rank < oneMore ? 1 : 0);
    if (rank === 0) {
      await db.execute(sql`delete from dossiers where etablissement_id = ${id}::uuid and numero > ${howMany}`);
      continue;
    }
    await db.execute(sql`insert into dossiers (etablissement_id, ${columns})
      select ${id}::uuid, ${columns} from dossiers where etablissement_id = ${template.id}::uuid and numero <= ${howMany}`);
  }
  // The couple is known already: a night does not ask again before a week.
  await db.insert(tbaCouples).select(sql`select distinct upper(payload::jsonb ->> 'etablissement_formateur_uai'),
    payload::jsonb ->> 'etablissement_formateur_siret', true, false, now() from dossiers where etablissement_id = ${template.id}::uuid`);
}
