import type { Db } from "@/db/base";
import type { Cause } from "@/lib/dossier/causes/cause";
import type { CleChamp } from "@/lib/dossier/champs";
import { conditions } from "@/lib/services/rapport/filtrer";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import { REPARTITIONS, type Repartition } from "./deblocage.types";
import { cleDeCause, lireCauses } from "./lire-en-cause";
import { lireMembres, type Membre } from "./lire-membres";
import { type Part, repartir, repartitionsPossibles, repartitionUsuelle } from "./repartir";

/** Which cause, within which filters of the report, and how its values are given: what an address says. */
export type DemandeCause = {
  cle: string;
  recherches: FiltresRapport["recherches"];
  /** The field to correct, when it is not the first of the cause. */
  champ: string;
  /** The way to give values, when it is not the usual one. */
  par: string;
};

/** A cause with its dossiers, ready to be corrected. */
export type CauseOuverte = {
  cause: Cause;
  membres: Membre[];
  champs: CleChamp[];
  champ: CleChamp;
  /** The place of `champ` in the values of the members. */
  rang: number;
  repartition: Repartition;
  repartitions: Repartition[];
  parts: Part[];
};

const estRepartition = (texte: string): texte is Repartition => REPARTITIONS.some((r) => r === texte);

/** Reads a cause as it is now; null when nothing has it any more. What should not be asked is replaced by what is usual. */
export async function ouvrirCause(
  db: Db,
  etablissementId: string,
  demande: DemandeCause,
  jour: string,
): Promise<CauseOuverte | null> {
  const causes = await lireCauses(db, conditions(etablissementId, demande.recherches, jour));
  const cause = causes.find((c) => cleDeCause(c) === demande.cle);
  if (cause === undefined) return null;
  const { champs } = cause;
  const champ = champs.find((c) => c === demande.champ) ?? cause.champ;
  const rang = champs.indexOf(champ);
  const membres = await lireMembres(db, etablissementId, cause.dossiers, champs);
  const repartitions = repartitionsPossibles(champ, membres, rang);
  const voulue = estRepartition(demande.par) && repartitions.includes(demande.par) ? demande.par : null;
  const repartition = voulue ?? repartitionUsuelle(champ, repartitions);
  return { cause, membres, champs, champ, rang, repartition, repartitions, parts: repartir(membres, repartition) };
}

/** The identifier in the software is not corrected: the TBA would take the apprentice for another. */
export const seCorrige = ({ champ }: Pick<CauseOuverte, "champ">) => champ !== "id_erp_apprenant";
