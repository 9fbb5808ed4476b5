import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { db, fermerBase } from "@/db/client";
import { ErreurMetier } from "@/lib/errors";
import {
  lireSaisie,
  ouvrirCompte,
  ouvrirEtablissement,
  saisieCompte,
  saisieEtablissement,
} from "@/lib/services/utilisateurs/installer";

const QUESTIONS = {
  uai: "UAI de l'établissement",
  siret: "SIRET de l'établissement",
  nom: "Nom de l'établissement",
  email: "E-mail du premier administrateur",
  "nom-personne": "Nom de cette personne",
  "mot-de-passe": "Son mot de passe (12 caractères au moins ; ou la variable MOT_DE_PASSE)",
} as const;
type Reponses = Partial<Record<keyof typeof QUESTIONS, string>>;

/** What the arguments do not say is asked, one question at a time. */
async function demander(donnees: Reponses): Promise<Reponses> {
  const manquantes = (Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).filter((cle) => !donnees[cle]);
  if (manquantes.length === 0 || !process.stdin.isTTY) return donnees;
  const dialogue = createInterface({ input: process.stdin, output: process.stdout });
  const completes = { ...donnees };
  for (const cle of manquantes) completes[cle] = await dialogue.question(`${QUESTIONS[cle]} : `);
  dialogue.close();
  return completes;
}

/** The server reads .env by itself; so does this program, where Node can (20.12). */
function lireFichierEnv(): void {
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
}

async function principal(): Promise<void> {
  lireFichierEnv();
  const options = Object.fromEntries(Object.keys(QUESTIONS).map((cle) => [cle, { type: "string" as const }]));
  const { values } = parseArgs({ options, strict: true });
  const reponses = await demander({ "mot-de-passe": process.env.MOT_DE_PASSE, ...values } as Reponses);
  const etablissement = { uai: reponses.uai ?? "", siret: reponses.siret ?? "", nom: reponses.nom ?? "" };
  const compte = {
    email: reponses.email ?? "",
    nomPersonne: reponses["nom-personne"] ?? "",
    motDePasse: reponses["mot-de-passe"] ?? "",
  };
  lireSaisie(saisieEtablissement, etablissement);
  lireSaisie(saisieCompte, compte);
  const base = await db();
  await base.transaction(async (tx) => {
    const id = await ouvrirEtablissement({ db: tx }, etablissement);
    await ouvrirCompte({ db: tx }, id, "administrateur", compte);
  });
  console.log(`${etablissement.nom} est prêt : ${compte.email} peut se connecter.`);
}

principal()
  .catch((erreur: unknown) => {
    console.error(
      erreur instanceof ErreurMetier || erreur instanceof Error ? erreur.message : "Installation impossible.",
    );
    process.exitCode = 1;
  })
  .finally(fermerBase);
