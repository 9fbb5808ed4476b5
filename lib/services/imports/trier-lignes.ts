import type { dossiers } from "@/db/schema/dossiers";
import type { Contexte } from "@/lib/dossier/anomalies/contexte";
import type { CleChamp } from "@/lib/dossier/champs";
import { type Correction, type Corrections, rejouerCorrections } from "@/lib/dossier/corrections";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import type { DossierAEnregistrer } from "@/lib/services/dossiers/enregistrer-dossiers";
import { colonnesPreparees } from "@/lib/services/dossiers/ligne-preparee";
import type { LigneReconnue } from "./reconnaitre-lignes";

/** What an import needs to know of a dossier that is there already. */
export type DossierDejaLa = Pick<
  typeof dossiers.$inferSelect,
  "id" | "idErpApprenant" | "anneeScolaire" | "source" | "corrections"
>;

/** A correction that the file ended: the software now says the same, or something else, which wins. */
export type FinDeCorrection = {
  dossierId: string;
  champ: CleChamp;
  sort: "terminee" | "remplacee";
  correction: Correction;
  recue: Json;
};

export type LignesTriees = {
  /** New dossiers, and those whose source changed. */
  aEcrire: DossierAEnregistrer[];
  crees: number;
  /** How many corrections hold. */
  tenues: number;
  finies: FinDeCorrection[];
};

/** Key order is not a change: jsonb does not keep it. */
function memeSource(a: object, b: object): boolean {
  const trier = (objet: object) => JSON.stringify(Object.entries(objet).sort(([x], [y]) => (x < y ? -1 : 1)));
  return trier(a) === trier(b);
}

function rejouer(connu: DossierDejaLa, source: ObjetJson): Pick<LignesTriees, "finies"> & { gardees: Corrections } {
  const { corrections, terminees, remplacees } = rejouerCorrections(connu.corrections, source);
  const finie = (champ: CleChamp, sort: FinDeCorrection["sort"]): FinDeCorrection[] => {
    const correction = connu.corrections[champ];
    return correction === undefined
      ? []
      : [{ dossierId: connu.id, champ, sort, correction, recue: source[champ] ?? null }];
  };
  return {
    gardees: corrections,
    finies: [
      ...terminees.flatMap((champ) => finie(champ, "terminee")),
      ...remplacees.flatMap((champ) => finie(champ, "remplacee")),
    ],
  };
}

/** Prepares the rows that change something, and says what becomes of the corrections of all of them. Writes nothing. */
export function trierLignes(
  lignes: readonly LigneReconnue[],
  connus: readonly DossierDejaLa[],
  contexte: Contexte,
): LignesTriees {
  const parId = new Map(connus.map((d) => [d.id, d]));
  const triees: LignesTriees = { aEcrire: [], crees: 0, tenues: 0, finies: [] };
  for (const { dossierId, idErpApprenant, anneeScolaire, source } of lignes) {
    const connu = dossierId === null ? undefined : parId.get(dossierId);
    let corrections: Corrections = {};
    if (connu === undefined) triees.crees += 1;
    else if (memeSource(connu.source, source) && connu.anneeScolaire === anneeScolaire) {
      triees.tenues += Object.keys(connu.corrections).length;
      continue;
    } else {
      const { gardees, finies } = rejouer(connu, source);
      corrections = gardees;
      triees.tenues += Object.keys(gardees).length;
      triees.finies.push(...finies);
    }
    triees.aEcrire.push({
      id: dossierId,
      idErpApprenant,
      anneeScolaire,
      ...colonnesPreparees(source, corrections, contexte),
    });
  }
  return triees;
}
