import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { closeDatabase, systemDb } from "@/db/client";
import type { Db } from "@/db/database";
import { memberships } from "@/db/schema/users";
import { JETON_RIGHTS } from "@/lib/domain/enumerations";
import { correctCause } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { createJetonFromHost } from "@/lib/services/jetons/create-jeton";
import { findAccount, nameSuperviseur } from "@/lib/services/users/host-accounts";
import { createAccount, createEtablissement } from "@/lib/services/users/setup";
import { within } from "@/tests/helpers/within";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SUPERVISEUR, SECOND_ADMINISTRATEUR } from "./accounts";
import { EXAMPLE_CFA, SECOND_CFA } from "./example/cfa";
import { exampleWorkbook } from "./example/example-workbook";
import { SECOND_PEOPLE } from "./example/second-people";
import { playNights } from "./history";
import { seedCfa } from "./seed-cfa";

const EXAMPLE = new URL("./example/apprenants-exemple.xlsx", import.meta.url);
const DAY_MS = 24 * 3600_000;
/** The files came in so many days ago; the second CFA corrected a cause so many days ago; one night was missed. */
const [IMPORTED, CORRECTED, MISSED] = [29, 10, 17];

/** The night of so many days ago, at about two in the morning in Paris. */
function nightOf(daysAgo: number): Date {
  const night = new Date(Date.now() - daysAgo * DAY_MS);
  night.setUTCHours(1, 0, 12, 0);
  return night;
}

/** From `from` days ago to the day before `until` days ago; the night that was missed is not among them. */
const nightsBetween = (from: number, until: number) =>
  Array.from({ length: from - until }, (_, rank) => from - rank)
    .filter((daysAgo) => daysAgo !== MISSED)
    .map(nightOf);

async function seedFirst(db: Db): Promise<void> {
  const etablissementId = await createEtablissement({ db }, EXAMPLE_CFA);
  for (const { role, email, personName } of DEMO_ACCOUNTS) {
    await createAccount({ db }, etablissementId, role, { email, personName, password: DEMO_PASSWORD });
  }
  const administrateur = DEMO_ACCOUNTS[0]?.email ?? "";
  const cfa = { id: etablissementId, uai: EXAMPLE_CFA.uai, administrateur, key: process.env.DEMO_KEY ?? "" };
  const file = { name: "apprenants-exemple.xlsx", path: fileURLToPath(EXAMPLE) };
  const { imported } = await seedCfa(db, cfa, file, nightOf(IMPORTED));
  const { rows, created, setAside, nonApprentis } = imported;
  console.log(
    `Fichier d'exemple importé : ${rows} lignes, ${created} dossiers dont ${nonApprentis} hors apprentissage, ${setAside.length} lignes écartées.`,
  );
  await playNights(db, etablissementId, nightsBetween(IMPORTED - 1, 0));
}

/** The cause that its administrateur repaired on a day: the formateur's SIRET, which had lost its last digit. */
async function repair(ctx: Awaited<ReturnType<typeof seedCfa>>["ctx"]): Promise<void> {
  const { bloquantes } = await within(ctx, SECOND_CFA.uai, loadPlan, { searches: {} });
  const cause = bloquantes.find(({ title }) => title.startsWith("SIRET du formateur"));
  if (cause === undefined) throw new Error("La cause de la démonstration manque.");
  const request = { key: cause.key, searches: {}, champ: "", by: "tous" };
  const opened = await within(ctx, SECOND_CFA.uai, loadCause, request);
  const inputs = Object.fromEntries((opened?.groups ?? []).map(({ key }) => [key, SECOND_CFA.siret]));
  await within(ctx, SECOND_CFA.uai, correctCause, request, inputs);
}

async function seedSecond(db: Db): Promise<void> {
  const etablissementId = await createEtablissement({ db }, SECOND_CFA);
  const { role, ...administrateur } = SECOND_ADMINISTRATEUR;
  await createAccount({ db }, etablissementId, role, { ...administrateur, password: DEMO_PASSWORD });
  const folder = mkdtempSync(join(tmpdir(), "passerelle-demo-"));
  try {
    const path = join(folder, "apprenants.xlsx");
    writeFileSync(path, await exampleWorkbook(SECOND_PEOPLE, SECOND_CFA));
    const key = process.env.DEMO_SECOND_KEY ?? "";
    const cfa = { id: etablissementId, uai: SECOND_CFA.uai, administrateur: administrateur.email, key };
    const { ctx } = await seedCfa(db, cfa, { name: "apprenants-deux-estuaires.xlsx", path }, nightOf(IMPORTED));
    await playNights(db, etablissementId, nightsBetween(IMPORTED - 1, CORRECTED - 1));
    await repair({ ...ctx, now: new Date(nightOf(CORRECTED).getTime() + 8 * 3600_000) });
    await playNights(db, etablissementId, nightsBetween(CORRECTED - 1, 0));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An account of nobody's établissement: what it sees comes from the réseau. */
async function seedReseau(db: Db): Promise<void> {
  const { reseau, ...account } = DEMO_SUPERVISEUR;
  const somewhere = await createEtablissement({ db }, SECOND_CFA);
  await createAccount({ db }, somewhere, "lecteur", { ...account, password: DEMO_PASSWORD });
  const person = await findAccount(db, account.email);
  if (person === null) throw new Error("Le compte du superviseur manque.");
  await db.delete(memberships).where(eq(memberships.userId, person.id));
  const ctx = { db, actor: { kind: "clock" as const }, now: new Date() };
  await nameSuperviseur(ctx, { email: account.email, reseau, uais: [EXAMPLE_CFA.uai, SECOND_CFA.uai] });
}

/** The jeton of a software, for who tries the API: it is said once, to the demo. */
function newJeton(db: Db): Promise<string> {
  const ctx = { db, actor: { kind: "clock" as const }, now: new Date() };
  const software = { name: "Logiciel de démonstration", rights: [...JETON_RIGHTS], days: "" };
  return createJetonFromHost(ctx, { uais: [EXAMPLE_CFA.uai], reseau: "", ...software });
}

async function main(): Promise<void> {
  try {
    const db = await systemDb();
    await seedFirst(db);
    await seedSecond(db);
    await seedReseau(db);
    process.send?.({ jeton: await newJeton(db) });
  } finally {
    await closeDatabase();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
