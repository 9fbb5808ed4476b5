import type { RAISONS_DEPART } from "@/db/schema/departs";
import type { Etat } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import type { StatutTba } from "@/lib/dossier/statut";
import type { EtatAction } from "@/lib/services/etat-action.types";

export type RaisonDepart = (typeof RAISONS_DEPART)[number];

type Situe = { id: string; apprenant: string; formation: string };

/** A status that a dossier takes by itself, soon. */
export type Changement = Situe & {
  jour: Jour;
  actuel: StatutTba;
  statut: StatutTba;
  /** The day is that of an exclusion, entered in the dossier. */
  exclusion: boolean;
};

/** A dossier that the TBA has and that the last file no longer holds. */
export type Absent = Situe & { employeur: string; anneeScolaire: string; transmisLe: string };

/** Why a dossier is no longer in the software, as staff said. `revenu`: the last file holds it again. */
export type DepartDeclare = Situe & {
  raison: RaisonDepart;
  date: Jour | null;
  le: string;
  par: string;
  revenu: boolean;
};

/** The last file, and what it is worth for telling who left. Instants are ISO. */
export type DernierFichier = {
  fichier: string;
  le: string;
  tenus: number;
  /** How many the file before held; null when there is none. */
  tenusAvant: number | null;
  /** Less than half of the file before: it says nothing of those that it does not hold. */
  partiel: boolean;
};

/** One of the dossiers of a possible duplicate: the latest of its identifier. */
export type Double = Situe & {
  identifiant: string;
  naissance: string;
  ine: string;
  email: string;
  telephone: string;
  employeur: string;
  anneeScolaire: string;
  etat: Etat;
};

export type PaireDeDoubles = [Double, Double];

/** Two identifiers that staff said are two people. */
export type PaireDeJumeaux = { premier: string; second: string; noms: string; le: string; par: string };

export type ASurveiller = {
  changements: Changement[];
  fichier: DernierFichier | null;
  absents: Absent[];
  departs: DepartDeclare[];
  doubles: PaireDeDoubles[];
  jumeaux: PaireDeJumeaux[];
  peutAgir: boolean;
};

/** What the forms of departures show once sent: the one that was refused, with what was typed. */
export type EtatDepart = EtatAction & {
  refuse: { dossierId: string; raison: string; date: string; cause: string } | null;
};

export type ActionDepart = (precedent: EtatDepart, donnees: FormData) => Promise<EtatDepart>;
