import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { clesTba } from "@/db/schema/cles-tba";
import { couplesTba } from "@/db/schema/couples-tba";
import { etablissements } from "@/db/schema/etablissements";
import { lireEnv } from "@/lib/env";
import { chiffrer } from "@/lib/securite/chiffrement";
import { rangerDossiers, sourceValide } from "@/tests/factories/dossiers";

export const ETABLISSEMENTS = 300;

/** One établissement's dossiers are prepared; the others get copies of them, which are other dossiers with the same bodies. */
export async function remplirLaBase(
  db: Db,
  nombre: number,
  cles: readonly string[],
  chiffrement: string,
): Promise<void> {
  const secrets = lireEnv({
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
    CRON_SECRET: "secret-horloge-du-banc",
    CLES_CHIFFREMENT: chiffrement,
  });
  const lus = await db
    .insert(etablissements)
    .values(cles.map((_, n) => ({ uai: `${String(n).padStart(7, "0")}A`, siret: "77764444100018", nom: `CFA ${n}` })))
    .returning({ id: etablissements.id });
  await db.insert(clesTba).values(
    lus.map(({ id }, n) => ({
      etablissementId: id,
      chiffre: chiffrer(cles[n] ?? "", id, secrets.CLES_CHIFFREMENT),
      modifieeLe: new Date(),
    })),
  );
  const [modele] = lus;
  if (modele === undefined) throw new Error("Aucun établissement.");
  const parEtablissement = Math.floor(nombre / ETABLISSEMENTS);
  const unDePlus = nombre - parEtablissement * ETABLISSEMENTS;
  await rangerDossiers(
    db,
    modele.id,
    Array.from({ length: parEtablissement + 1 }, (_, n) => sourceValide(n)),
  );
  const colonnes = sql.raw(
    "numero, id_erp_apprenant, annee_scolaire, source, corrections, apprenti, bloque, payload, empreinte, anomalies, parcours, formation, apprenant, employeur, formation_tri, apprenant_tri, employeur_tri, debut, fin, personne, version_contrat",
  );
  for (const [rang, { id }] of lus.entries()) {
    const combien = parEtablissement + (rang < unDePlus ? 1 : 0);
    if (rang === 0) {
      await db.execute(sql`delete from dossiers where etablissement_id = ${id}::uuid and numero > ${combien}`);
      continue;
    }
    await db.execute(sql`insert into dossiers (etablissement_id, ${colonnes})
      select ${id}::uuid, ${colonnes} from dossiers where etablissement_id = ${modele.id}::uuid and numero <= ${combien}`);
  }
  // The couple is known already: a night does not ask again before a week.
  await db.insert(couplesTba).select(sql`select distinct upper(payload::jsonb ->> 'etablissement_formateur_uai'),
    payload::jsonb ->> 'etablissement_formateur_siret', true, now() from dossiers where etablissement_id = ${modele.id}::uuid`);
  await db.execute(sql`vacuum analyze`);
}
