import { and, eq } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { aLeDroit } from "@/lib/auth/droits";
import { memeValeur } from "@/lib/dossier/corrections";
import type { Json } from "@/lib/dossier/json";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import type { DetailCause } from "./deblocage.types";
import type { Membre } from "./lire-membres";
import { resumerCause } from "./lire-plan";
import { messageDeCause } from "./message-cause";
import { type DemandeCause, ouvrirCause, seCorrige } from "./ouvrir-cause";
import { suggestionsPour } from "./suggerer";

const LIGNES_MAX = 100;

/** The value that all have, null when they do not have the same. */
function valeurCommune(membres: readonly Membre[], rang: number): Json {
  const [premier, ...autres] = membres.map(({ valeurs }) => valeurs[rang] ?? null);
  return premier !== undefined && autres.every((valeur) => memeValeur(valeur, premier)) ? premier : null;
}

/** A cause in full: its dossiers, and what its correction's form needs. Null when nothing has it any more. */
export async function lireCause(contexte: Contexte, uai: string, demande: DemandeCause): Promise<DetailCause | null> {
  const { db } = contexte;
  const etablissement = await autoriser(contexte, uai, "voir");
  const ouverte = await ouvrirCause(db, etablissement.id, demande, jourDeParis(contexte.maintenant));
  if (ouverte === null) return null;
  const { cause, champ, champs, rang, repartition, repartitions, parts, membres } = ouverte;
  const suggestions = await suggestionsPour(db, etablissement, champ);
  const debloques = new Set(cause.debloques);
  const apprentis = and(eq(dossiers.etablissementId, etablissement.id), eq(dossiers.apprenti, true));
  return {
    cause: resumerCause(cause),
    champ,
    champs,
    repartition,
    repartitions,
    groupes: parts.map((part) => ({
      cle: part.cle,
      libelle: part.libelle,
      dossiers: part.membres.length,
      actuelle: valeurCommune(part.membres, rang),
      suggestions: repartition === "vider" ? [] : suggestions(part),
    })),
    lignes: membres.slice(0, LIGNES_MAX).map(({ id, numero, apprenant, formation, employeur, valeurs }) => ({
      ...{ id, numero, apprenant, formation, employeur },
      valeur: valeurs[rang] ?? null,
      debloque: debloques.has(id),
    })),
    valides: await db.$count(dossiers, and(apprentis, eq(dossiers.bloque, false))),
    total: await db.$count(dossiers, apprentis),
    corrigible: seCorrige(ouverte),
    peutCorriger: aLeDroit(etablissement.role, "gerer"),
    message: messageDeCause(etablissement, ouverte),
  };
}
