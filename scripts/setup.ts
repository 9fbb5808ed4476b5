import { existsSync } from "node:fs";

import { parseArgs } from "node:util";
import { closeDatabase, systemDb } from "@/db/client";
import { ServiceError } from "@/lib/errors";
import { checkInput } from "@/lib/services/users/check-input";
import { accountInput, createAccount, createEtablissement, etablissementInput } from "@/lib/services/users/setup";
import { askQuestion } from "./ask-question";

const QUESTIONS = {
  uai: "UAI de l'établissement",
  siret: "SIRET de l'établissement",
  nom: "Nom de l'établissement",
  email: "E-mail du premier administrateur",
  "nom-personne": "Nom de cette personne",
  "mot-de-passe": "Son mot de passe (12 caractères au moins ; ou la variable MOT_DE_PASSE)",
} as const;
type Answers = Partial<Record<keyof typeof QUESTIONS, string>>;

/** What the arguments do not say is asked, one question at a time. */
async function ask(data: Answers): Promise<Answers> {
  const missing = (Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).filter((key) => !data[key]);
  if (missing.length === 0 || !process.stdin.isTTY) return data;
  const complete = { ...data };
  for (const key of missing)
    complete[key] = await askQuestion(`${QUESTIONS[key]} : `, { hidden: key === "mot-de-passe" });
  return complete;
}

/** The server reads .env by itself; so does this program, where Node can (20.12). */
function readEnvFile(): void {
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
}

async function main(): Promise<void> {
  readEnvFile();
  const options = Object.fromEntries(Object.keys(QUESTIONS).map((key) => [key, { type: "string" as const }]));
  const { values } = parseArgs({ options, strict: true });
  const answers = await ask({ "mot-de-passe": process.env.MOT_DE_PASSE, ...values } as Answers);
  const etablissement = { uai: answers.uai ?? "", siret: answers.siret ?? "", name: answers.nom ?? "" };
  const account = {
    email: answers.email ?? "",
    personName: answers["nom-personne"] ?? "",
    password: answers["mot-de-passe"] ?? "",
  };
  checkInput(etablissementInput, etablissement);
  checkInput(accountInput, account);
  const database = await systemDb();
  const outcome = await database.transaction(async (tx) => {
    const id = await createEtablissement({ db: tx }, etablissement);
    return createAccount({ db: tx }, id, "administrateur", account);
  });
  console.log(
    outcome === "created"
      ? `${etablissement.name} est prêt : ${account.email} peut se connecter.`
      : `${etablissement.name} est prêt. ${account.email} avait déjà un compte : il en est maintenant administrateur, son mot de passe n'a pas changé (pour un nouveau lien : npm run user -- invite).`,
  );
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof ServiceError || error instanceof Error ? error.message : "Installation impossible.");
    process.exitCode = 1;
  })
  .finally(closeDatabase);
