import { and, eq } from "drizzle-orm";
import { departs, RAISONS_DEPART } from "@/db/schema/departs";
import { dossiers } from "@/db/schema/dossiers";
import { memeValeur, valeursEffectives } from "@/lib/dossier/corrections";
import { type Jour, lireDateTba } from "@/lib/dossier/jour";
import { lireSaisie } from "@/lib/dossier/lire-saisie";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { appliquerCorrections } from "@/lib/services/corrections/appliquer-corrections";
import { eprouverCorrections } from "@/lib/services/dossier/eprouver-corrections";
import { prendreDossier } from "@/lib/services/dossier/prendre-dossier";
import { estUuid } from "@/lib/services/est-uuid";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";
import { changementsDuDepart } from "./changements-du-depart";
import type { RaisonDepart } from "./surveiller.types";

const REFUS = "Rien n'est enregistré : corrigez les champs signalés.";

const TITRES: Readonly<Record<Exclude<RaisonDepart, "erreur">, string>> = {
  rupture: "Départ : rupture du contrat",
  exclusion: "Départ : exclusion ou abandon",
  fin: "Départ : fin du contrat ou de la formation",
};

function lireRaison(texte: string): RaisonDepart {
  const raison = RAISONS_DEPART.find((r) => r === texte);
  if (raison === undefined) {
    throw new ErreurMetier("SAISIE_INVALIDE", REFUS, {
      raison: "Dites pourquoi ce dossier n'est plus dans le fichier.",
    });
  }
  return raison;
}

function lireJourSaisi(texte: string): Jour | null {
  const lue = lireSaisie("contrat_date_rupture", texte);
  if ("erreur" in lue)
    throw new ErreurMetier("SAISIE_INVALIDE", REFUS, { date: "Écrivez une date sous la forme jj/mm/aaaa." });
  return typeof lue.valeur === "string" && lireDateTba(lue.valeur).etat === "lue" ? lue.valeur : null;
}

/** What the form says, as it was typed. */
export type SaisieDepart = { raison: string; date: string; cause: string };

/**
 * Staff say why the software no longer holds a dossier: the date goes into it as a correction, and a last dossier leaves with it at the
 * next transmission. «erreur» changes nothing: the dossier goes on as it is. Throws INTERDIT, INTROUVABLE, SAISIE_INVALIDE (fields raison
 * and date).
 */
export async function declarerDepart(
  contexte: Contexte,
  uai: string,
  dossierId: string,
  saisie: SaisieDepart,
): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const raison = lireRaison(saisie.raison);
  const date = raison === "erreur" ? null : lireJourSaisi(saisie.date);
  await contexte.db.transaction(async (tx) => {
    const { dossier } = await prendreDossier(tx, etablissementId, dossierId);
    const valeurs = valeursEffectives(dossier.source, dossier.corrections);
    const changements = changementsDuDepart(valeurs, { raison, date, cause: saisie.cause.trim().slice(0, 200) })
      .filter(({ champ, valeur }) => !memeValeur(valeurs[champ], valeur))
      .map((changement) => ({ ...changement, dossierId }));
    const [faute] = Object.values((await eprouverCorrections(tx, dossier, changements)).fautes);
    if (faute !== undefined) throw new ErreurMetier("SAISIE_INVALIDE", REFUS, { date: faute });
    const lot =
      raison === "erreur" || changements.length === 0
        ? null
        : await appliquerCorrections(
            tx,
            contexte,
            etablissementId,
            { genre: "depart", titre: TITRES[raison] },
            changements,
          );
    const depart = { raison, date, le: contexte.maintenant, par: idActeur(contexte.acteur), lotId: lot?.lotId ?? null };
    await tx
      .insert(departs)
      .values({ dossierId, ...depart })
      .onConflictDoUpdate({ target: departs.dossierId, set: depart });
    await journaliser({ ...contexte, db: tx }, etablissementId, "depart", { dossier: dossierId, raison });
  });
}

/** Takes a declaration back, and the date with it when nobody changed it since. Throws INTROUVABLE. */
export async function annulerDepart(contexte: Contexte, uai: string, dossierId: string): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const [depart] = estUuid(dossierId)
    ? await contexte.db
        .select({ lotId: departs.lotId })
        .from(departs)
        .innerJoin(dossiers, eq(dossiers.id, departs.dossierId))
        .where(and(eq(departs.dossierId, dossierId), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (depart === undefined) throw new ErreurMetier("INTROUVABLE", "Ce départ n'existe pas, ou il est déjà annulé.");
  if (depart.lotId !== null) {
    await annulerLot(contexte, uai, depart.lotId).catch((erreur: unknown) => {
      // Nothing of it is left to undo: only the declaration goes.
      if (!(erreur instanceof ErreurMetier && erreur.code === "CONFLIT")) throw erreur;
    });
  }
  await contexte.db.transaction(async (tx) => {
    await tx.delete(departs).where(eq(departs.dossierId, dossierId));
    await journaliser({ ...contexte, db: tx }, etablissementId, "depart-annule", { dossier: dossierId });
  });
}
