import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { estApprenti } from "@/lib/dossier/preparer";
import { env } from "@/lib/env";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { attendreSonTour } from "@/lib/services/corrections/dossiers-corriges";
import { verifierCouplesSansEchouer } from "@/lib/services/couples/verifier-couples";
import { lireCouplesInconnus } from "@/lib/services/dossiers/contexte-dossiers";
import { enregistrerDossiers } from "@/lib/services/dossiers/enregistrer-dossiers";
import { repreparerPerimes } from "@/lib/services/dossiers/repreparer";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";
import { clientTba } from "@/lib/services/tba/client-tba";
import { lignesDuTableau } from "@/lib/tableur/lignes-du-tableau";
import { lireTableau } from "@/lib/tableur/lire-tableau";
import type { ClientTba } from "@/lib/tba/client";
import type { BilanImport } from "./imports.types";
import { lireBilanImport } from "./lister-imports";
import { noterSorts, noterTenus } from "./noter-import";
import { propreARanger } from "./propre-a-ranger";
import { reconnaitreLignes } from "./reconnaitre-lignes";
import { type DossierDejaLa, trierLignes } from "./trier-lignes";

function lireConnus(tx: Db, etablissementId: string): Promise<DossierDejaLa[]> {
  return tx
    .select({
      id: dossiers.id,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      source: dossiers.source,
      corrections: dossiers.corrections,
    })
    .from(dossiers)
    .where(eq(dossiers.etablissementId, etablissementId));
}

/**
 * One file in: rows are recognised, prepared and stored in one transaction, all or nothing. Rows that cannot be dossiers are
 * reported with their numbers; the TBA is then asked about couples it was never asked about. Throws SAISIE_INVALIDE with one clear sentence, nothing written, when the file is of no use.
 */
export async function importerFichier(
  contexte: Contexte,
  uai: string,
  fichier: { nom: string; octets: Uint8Array },
  tba: Pick<ClientTba, "chercherOrganisme"> = clientTba(),
): Promise<BilanImport> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const tableau = await lireTableau(fichier.octets, fichier.nom, env().IMPORT_TAILLE_MAX_MO * 1024 * 1024);
  const lues = lignesDuTableau(tableau);
  const recues = lues.lignes.map(({ numero, source }) => ({ numero, source: propreARanger(source) }));

  const bilan = await contexte.db.transaction(async (tx) => {
    // Two imports for the same établissement take turns, so that identities and numbers are given once.
    await attendreSonTour(tx, etablissementId);
    const connus = await lireConnus(tx, etablissementId);
    const { lignes, ecartees } = reconnaitreLignes(connus, recues);
    const situation = { couplesInconnus: await lireCouplesInconnus(tx), autreIdentifiant: null };
    const { aEcrire, crees, tenues, finies } = trierLignes(lignes, connus, situation);
    await enregistrerDossiers(tx, etablissementId, aEcrire);
    if (aEcrire.length > 0) await repreparerPerimes(tx, etablissementId, "attendre");
    const comptes = { crees, modifies: aEcrire.length - crees, inchanges: lignes.length - aEcrire.length };
    const correctionsTerminees = finies.filter(({ sort }) => sort === "terminee").length;
    const [ecrit] = await tx
      .insert(imports)
      .values({
        etablissementId,
        fichier: fichier.nom.slice(0, 200),
        le: contexte.maintenant,
        par: idActeur(contexte.acteur),
        lignes: recues.length + lues.ecartees.length,
        ...comptes,
        correctionsTenues: tenues,
        correctionsTerminees,
        correctionsRemplacees: finies.length - correctionsTerminees,
        nonApprentis: lignes.filter(({ source }) => !estApprenti(source)).length,
        ecartees: [...lues.ecartees, ...ecartees].sort((a, b) => a.ligne - b.ligne),
        colonnesIgnorees: lues.colonnesIgnorees,
      })
      .returning({ id: imports.id });
    if (ecrit === undefined) throw new Error("L'import n'a pas été enregistré.");
    await noterTenus(tx, etablissementId, ecrit.id, lignes);
    await noterSorts(tx, ecrit.id, finies);
    await journaliser({ ...contexte, db: tx }, etablissementId, "import", { ...comptes, lignes: recues.length });
    return lireBilanImport(tx, ecrit.id);
  });
  await verifierCouplesSansEchouer(contexte, etablissementId, tba);
  return bilan;
}
