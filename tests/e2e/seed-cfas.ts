import { eq } from "drizzle-orm";
import { closeDatabase, systemDb } from "@/db/client";
import type { Db } from "@/db/database";
import { memberships } from "@/db/schema/users";
import { addDays } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { schoolYearOn } from "@/lib/domain/school-year";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { findAccount, nameSuperviseur } from "@/lib/services/users/host-accounts";
import { createAccount, createEtablissement } from "@/lib/services/users/setup";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { CFA_COUNT, cfaE2e, FULL_CFA, FULL_CFA_DOSSIERS, RESEAU_E2E } from "./cfas";

async function main(): Promise<void> {
  const database = await systemDb();
  for (let rank = 0; rank < CFA_COUNT; rank++) {
    const { password, ...cfa } = cfaE2e(rank);
    const id = await createEtablissement({ db: database }, cfa);
    for (const role of ["administrateur", "gestionnaire", "lecteur"] as const) {
      const email = `${role}-${rank}@example.org`;
      await createAccount({ db: database }, id, role, { email, personName: `${role} ${rank}`, password });
    }
  }
  await seedFullCfa(database);
  await seedReseau(database);
  await closeDatabase();
}

/** Long names and several anomalies in each; contracts that end soon, with nothing after them. */
async function seedFullCfa(db: Db): Promise<void> {
  const { rank, password, ...cfa } = FULL_CFA;
  const id = await createEtablissement({ db }, cfa);
  const account = { email: `gestionnaire-${rank}@example.org`, personName: `gestionnaire ${rank}`, password };
  await createAccount({ db }, id, "gestionnaire", account);
  const today = parisDay(new Date());
  const sources = Array.from({ length: FULL_CFA_DOSSIERS }, (_, n) =>
    validSource(n, {
      nom_apprenant: `de La Rochefoucauld-Montmorency ${n}`,
      prenom_apprenant: "Marie-Christophine",
      libelle_court_formation: "Brevet professionnel Installateur, dépanneur en froid et conditionnement d'air",
      date_inscription_formation: addDays(today, -70),
      date_entree_formation: addDays(today, -60),
      date_fin_formation: addDays(today, 600),
      contrat_date_debut: addDays(today, -50),
      contrat_date_fin: addDays(today, 20),
      siret_employeur: n % 3 === 0 ? "7776444410001" : "77764444100018",
      etablissement_formateur_siret: n % 2 === 0 ? "7776444410001" : "77764444100018",
      ine_apprenant: n % 5 === 0 ? "0" : null,
    }),
  );
  await storeDossiers(db, id, sources);
}

/** Each has a valid dossier and one whose formateur's SIRET is wrong, in the same way. */
async function seedReseau(db: Db): Promise<void> {
  const { name, superviseur, etablissements } = RESEAU_E2E;
  // Of a year that is not over: the purge of a ring takes those that were, years ago.
  const year = { annee_scolaire: schoolYearOn(new Date()) };
  const wrong = { ...year, etablissement_formateur_siret: "7776444410001" };
  for (const cfa of etablissements) {
    const id = await createEtablissement({ db }, cfa);
    await storeDossiers(db, id, [validSource(1, year), validSource(2, wrong)]);
    await createAccount({ db }, id, "lecteur", superviseur);
  }
  const person = await findAccount(db, superviseur.email);
  if (person === null) throw new Error("Le compte du superviseur manque.");
  await db.delete(memberships).where(eq(memberships.userId, person.id));
  const ctx = { db, actor: { kind: "clock" as const }, now: new Date() };
  const uais = etablissements.map(({ uai }) => uai);
  await nameSuperviseur(ctx, { email: superviseur.email, reseau: name, uais });
  await foldPendingChanges(db, ctx.now, new AbortController().signal);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
