import { readFileSync } from "node:fs";
import type { Db } from "@/db/base";
import { db, fermerBase } from "@/db/client";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { enregistrerCle } from "@/lib/services/parametrage/enregistrer-cle";
import { ouvrirCompte, ouvrirEtablissement } from "@/lib/services/utilisateurs/installer";
import { trouverParEmail } from "@/lib/services/utilisateurs/lire-utilisateur";
import { COMPTES_DEMO, MOT_DE_PASSE_DEMO } from "./comptes";
import { CFA_EXEMPLE } from "./exemple/cfa";

const EXEMPLE = new URL("./exemple/apprenants-exemple.xlsx", import.meta.url);

async function semer(base: Db): Promise<void> {
  const etablissementId = await ouvrirEtablissement({ db: base }, CFA_EXEMPLE);
  for (const { role, email, nomPersonne } of COMPTES_DEMO) {
    await ouvrirCompte({ db: base }, etablissementId, role, { email, nomPersonne, motDePasse: MOT_DE_PASSE_DEMO });
  }
  const administratrice = await trouverParEmail({ db: base }, COMPTES_DEMO[0]?.email ?? "");
  if (administratrice === null) throw new Error("Le compte de démonstration manque.");
  const contexte = { db: base, acteur: { genre: "personne" as const, id: administratrice.id }, maintenant: new Date() };
  await enregistrerCle(contexte, CFA_EXEMPLE.uai, process.env.CLE_DEMO ?? "");
  const { lignes, crees, ecartees, nonApprentis } = await importerFichier(contexte, CFA_EXEMPLE.uai, {
    nom: "apprenants-exemple.xlsx",
    octets: new Uint8Array(readFileSync(EXEMPLE)),
  });
  console.log(
    `Fichier d'exemple importé : ${lignes} lignes, ${crees} dossiers dont ${nonApprentis} hors apprentissage, ${ecartees.length} lignes écartées.`,
  );
}

async function principal(): Promise<void> {
  try {
    await semer(await db());
  } finally {
    await fermerBase();
  }
}

principal().catch((erreur: unknown) => {
  console.error(erreur instanceof Error ? erreur.message : erreur);
  process.exitCode = 1;
});
