import type { Db } from "@/db/base";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { valeursEffectives } from "@/lib/dossier/corrections";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import { lireSaisie } from "@/lib/dossier/lire-saisie";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { appliquerCorrections } from "@/lib/services/corrections/appliquer-corrections";
import type { DossierCorrigible } from "@/lib/services/corrections/dossiers-corriges";
import type { Changement } from "@/lib/services/corrections/nouvelles-corrections";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { Conflit } from "./dossier.types";
import { eprouverCorrections } from "./eprouver-corrections";
import { prendreDossier } from "./prendre-dossier";
import { dernierAuteur } from "./trouver-auteur";

/** A field that the person changed: what the page showed, and what they typed instead. */
export type SaisieDossier = { champ: CleChamp; avant: string; saisi: string };

/** `bloquantes`: what still stops the dossier. */
export type CorrectionFaite = { genre: "enregistre"; bloquantes: number } | { genre: "conflit"; conflits: Conflit[] };

const A_CORRIGER = "Rien n'est enregistré : corrigez les champs signalés.";

/** The fields that both changed, each in their own way. */
async function conflitsDe(tx: Db, dossier: DossierCorrigible, saisies: readonly SaisieDossier[]): Promise<Conflit[]> {
  const valeurs = valeursEffectives(dossier.source, dossier.corrections);
  const conflits: Conflit[] = [];
  for (const { champ, avant, saisi } of saisies) {
    const leur = ecrireSaisie(valeurs[champ]);
    if (leur === avant || leur === saisi) continue;
    conflits.push({ champ, leur, mien: saisi, auteur: await dernierAuteur(tx, dossier.id, champ) });
  }
  return conflits;
}

/** Reads what was typed. Going back to the software's value is always possible, whatever it is worth. */
function changementsDe(dossier: DossierCorrigible, saisies: readonly SaisieDossier[]): Changement[] {
  const erreurs: Record<string, string> = {};
  const changements = saisies.flatMap(({ champ, saisi }): Changement[] => {
    if (saisi === ecrireSaisie(dossier.source[champ])) return [{ dossierId: dossier.id, champ, valeur: undefined }];
    const lue = lireSaisie(champ, saisi);
    if ("valeur" in lue) return [{ dossierId: dossier.id, champ, valeur: lue.valeur }];
    erreurs[champ] = lue.erreur;
    return [];
  });
  if (Object.keys(erreurs).length > 0) throw new ErreurMetier("SAISIE_INVALIDE", A_CORRIGER, erreurs);
  return changements;
}

/** «SIRET du formateur», «Nom, Prénom et 3 autres champs». */
function titreDe(champs: readonly CleChamp[]): string {
  const libelles = champs.slice(0, 2).map((champ) => champDe(champ).libelle);
  const autres = champs.length - libelles.length;
  return `${libelles.join(", ")}${autres === 0 ? "" : ` et ${autres} autre${autres > 1 ? "s" : ""} champ${autres > 1 ? "s" : ""}`}`;
}

/**
 * Corrects fields of one dossier, in one transaction. `version` is the one that the page showed: when somebody changed the same fields
 * meanwhile nothing is written and the conflicts are answered; changes to other fields live side by side.
 * Throws INTERDIT, INTROUVABLE, and SAISIE_INVALIDE with a sentence by field.
 */
export async function corrigerDossier(
  contexte: Contexte,
  uai: string,
  id: string,
  { version, saisies }: { version: string; saisies: readonly SaisieDossier[] },
): Promise<CorrectionFaite> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  return contexte.db.transaction(async (tx) => {
    const { dossier, version: actuelle } = await prendreDossier(tx, etablissementId, id);
    if (version !== actuelle) {
      const conflits = await conflitsDe(tx, dossier, saisies);
      if (conflits.length > 0) return { genre: "conflit", conflits };
    }
    const changements = changementsDe(dossier, saisies);
    // What was typed may not itself stop the dossier; what stopped it before may still do.
    const { bloquantes, fautes } = await eprouverCorrections(tx, dossier, changements);
    if (Object.keys(fautes).length > 0) throw new ErreurMetier("SAISIE_INVALIDE", A_CORRIGER, fautes);
    const geste = { genre: "dossier", titre: titreDe(saisies.map((s) => s.champ)) } as const;
    await appliquerCorrections(tx, contexte, etablissementId, geste, changements);
    return { genre: "enregistre", bloquantes: bloquantes.length };
  });
}

/**
 * «Rétablir la valeur du logiciel»: takes the correction of a field away. Throws CONFLIT when the dossier is no longer the one that the
 * page showed, SAISIE_INVALIDE when the field is not corrected.
 */
export async function retablirChamp(
  contexte: Contexte,
  uai: string,
  id: string,
  { version, champ }: { version: string; champ: CleChamp },
): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  await contexte.db.transaction(async (tx) => {
    const { dossier, version: actuelle } = await prendreDossier(tx, etablissementId, id);
    if (version !== actuelle) {
      throw new ErreurMetier("CONFLIT", "Le dossier a changé entre-temps : relisez-le, puis recommencez.");
    }
    const geste = { genre: "dossier", titre: `${titreDe([champ])} : valeur du logiciel rétablie` } as const;
    await appliquerCorrections(tx, contexte, etablissementId, geste, [
      { dossierId: dossier.id, champ, valeur: undefined },
    ]);
  });
}
