import { db, fermerBase } from "@/db/client";
import { ouvrirCompte, ouvrirEtablissement } from "@/lib/services/utilisateurs/installer";
import { cfaE2e, NOMBRE_CFAS } from "./cfas";

async function principal(): Promise<void> {
  const base = await db();
  for (let rang = 0; rang < NOMBRE_CFAS; rang++) {
    const { motDePasse, ...cfa } = cfaE2e(rang);
    const id = await ouvrirEtablissement({ db: base }, cfa);
    for (const role of ["administrateur", "gestionnaire", "lecteur"] as const) {
      const email = `${role}-${rang}@example.org`;
      await ouvrirCompte({ db: base }, id, role, { email, nomPersonne: `${role} ${rang}`, motDePasse });
    }
  }
  await fermerBase();
}

principal().catch((erreur: unknown) => {
  console.error(erreur);
  process.exitCode = 1;
});
