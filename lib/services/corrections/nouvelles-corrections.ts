import type { CleChamp } from "@/lib/dossier/champs";
import { type Correction, type Corrections, memeValeur } from "@/lib/dossier/corrections";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import type { DossierCorrige, DossierCorrigible } from "./dossiers-corriges";

/** `valeur`: undefined removes the correction, null empties the field, a value equal to the source's removes the correction. */
export type Changement = { dossierId: string; champ: CleChamp; valeur: Json | undefined };

/** One field of one dossier: the correction that stood there and the one that takes its place; null for none. */
export type LigneChangee = {
  dossierId: string;
  champ: CleChamp;
  avant: Correction | null;
  apres: Correction | null;
};

function correctionPour(source: ObjetJson, champ: CleChamp, valeur: Json | undefined): Correction | null {
  const recue = source[champ] ?? null;
  return valeur === undefined || memeValeur(valeur, recue) ? null : { valeur, source: recue };
}

const memeCorrection = (a: Correction | null, b: Correction | null) =>
  a === null || b === null ? a === b : memeValeur(a.valeur, b.valeur) && memeValeur(a.source, b.source);

/** The corrections of a dossier with one of them replaced or, when `apres` is null, removed. */
export function avecCorrection(corrections: Corrections, champ: CleChamp, apres: Correction | null): Corrections {
  const { [champ]: _, ...autres } = corrections;
  return apres === null ? autres : { ...autres, [champ]: apres };
}

/** What changes make of dossiers: those that change, with their new corrections, and each change. Of two for one field the last wins. */
export function nouvellesCorrections(
  dossiers: readonly DossierCorrigible[],
  changements: readonly Changement[],
): { corriges: DossierCorrige[]; lignes: LigneChangee[] } {
  const parDossier = new Map<string, Map<CleChamp, Json | undefined>>();
  for (const { dossierId, champ, valeur } of changements) {
    const champs = parDossier.get(dossierId);
    if (champs === undefined) parDossier.set(dossierId, new Map([[champ, valeur]]));
    else champs.set(champ, valeur);
  }
  const corriges: DossierCorrige[] = [];
  const lignes: LigneChangee[] = [];
  for (const dossier of dossiers) {
    let { corrections } = dossier;
    for (const [champ, valeur] of parDossier.get(dossier.id) ?? []) {
      const avant = dossier.corrections[champ] ?? null;
      const apres = correctionPour(dossier.source, champ, valeur);
      if (memeCorrection(avant, apres)) continue;
      corrections = avecCorrection(corrections, champ, apres);
      lignes.push({ dossierId: dossier.id, champ, avant, apres });
    }
    if (corrections !== dossier.corrections) corriges.push({ dossier, corrections });
  }
  return { corriges, lignes };
}
