import type { Db } from "@/db/base";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { appliquerCorrections } from "@/lib/services/corrections/appliquer-corrections";
import { attendreSonTour } from "@/lib/services/corrections/dossiers-corriges";
import { verifierCouplesSansEchouer } from "@/lib/services/couples/verifier-couples";
import { autoriser, type EtablissementAutorise } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { clientTba } from "@/lib/services/tba/client-tba";
import type { ClientTba } from "@/lib/tba/client";
import { apercevoir } from "./apercu";
import type { Apercu } from "./deblocage.types";
import { changementsDe, completer, type FormulaireCause } from "./lire-saisies";
import { type CauseOuverte, type DemandeCause, ouvrirCause, seCorrige } from "./ouvrir-cause";
import { suggestionsPour } from "./suggerer";

async function ouvrir(db: Db, contexte: Contexte, id: string, demande: DemandeCause): Promise<CauseOuverte> {
  const ouverte = await ouvrirCause(db, id, demande, jourDeParis(contexte.maintenant));
  if (ouverte === null) {
    throw new ErreurMetier(
      "CONFLIT",
      "Cette cause n'existe plus : quelqu'un, ou le logiciel, l'a réparée entre-temps.",
    );
  }
  if (!seCorrige(ouverte)) {
    throw new ErreurMetier("SAISIE_INVALIDE", "L'identifiant dans le logiciel ne se corrige pas ici.");
  }
  return ouverte;
}

async function completerSaisies(
  db: Db,
  etablissement: EtablissementAutorise,
  ouverte: CauseOuverte,
  { saisies, toutPrendre }: Pick<FormulaireCause, "saisies" | "toutPrendre">,
) {
  if (!toutPrendre) return saisies;
  return completer(ouverte, saisies, await suggestionsPour(db, etablissement, ouverte.champ));
}

/**
 * «Voir l'effet»: what the values of the form would do to the dossiers of a cause. Writes nothing. Answers the inputs too, filled where
 * suggestions were taken. Throws SAISIE_INVALIDE with the errors by input, CONFLIT when the cause is gone.
 */
export async function apercuCorrection(
  contexte: Contexte,
  uai: string,
  demande: DemandeCause,
  formulaire: Pick<FormulaireCause, "saisies" | "toutPrendre">,
): Promise<{ saisies: Readonly<Record<string, string>>; apercu: Apercu }> {
  const { db } = contexte;
  const etablissement = await autoriser(contexte, uai, "gerer");
  const ouverte = await ouvrir(db, contexte, etablissement.id, demande);
  const saisies = await completerSaisies(db, etablissement, ouverte, formulaire);
  return { saisies, apercu: await apercevoir(db, etablissement.id, changementsDe(ouverte, saisies)) };
}

const faitUnCouple = (champ: CleChamp) => /^etablissement_(formateur|responsable)_/.test(champ);

/**
 * «Appliquer»: the same, for good, in one transaction; the TBA is then asked about couples UAI/SIRET that are new.
 * Throws as `apercuCorrection` does, and writes nothing then.
 */
export async function corrigerCause(
  contexte: Contexte,
  uai: string,
  demande: DemandeCause,
  saisies: Readonly<Record<string, string>>,
  tba: Pick<ClientTba, "chercherOrganisme"> = clientTba(),
): Promise<{ lotId: string; dossiers: number }> {
  const { id } = await autoriser(contexte, uai, "gerer");
  const { champ, fait } = await contexte.db.transaction(async (tx) => {
    await attendreSonTour(tx, id);
    const ouverte = await ouvrir(tx, contexte, id, demande);
    const titre = champDe(ouverte.champ).libelle;
    const changements = changementsDe(ouverte, saisies);
    return {
      champ: ouverte.champ,
      fait: await appliquerCorrections(tx, contexte, id, { genre: "masse", titre }, changements),
    };
  });
  if (faitUnCouple(champ)) await verifierCouplesSansEchouer(contexte, id, tba);
  return fait;
}
