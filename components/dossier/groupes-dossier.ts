import { montrerValeur } from "@/components/champ/montrer-valeur";
import { anomaliesTriees } from "@/components/rapport/anomalies-triees";
import type { Anomalie } from "@/lib/dossier/anomalie";
import { CHAMPS, type CleChamp } from "@/lib/dossier/champs";
import type { GroupeChamp } from "@/lib/dossier/champs/definition";
import { valeursEffectives } from "@/lib/dossier/corrections";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import type { Dossier } from "@/lib/services/dossier/dossier.types";

/** A field of the page: what its input holds, what the software says when staff corrected it, what is wrong with it. */
export type ChampDossier = {
  cle: CleChamp;
  valeur: string;
  /** Null when the value is the software's own. */
  source: string | null;
  anomalies: Pick<Anomalie, "code" | "gravite" | "phrase">[];
};

export type GroupeDossier = { groupe: GroupeChamp; titre: string; champs: ChampDossier[] };

const TITRES: Readonly<Record<GroupeChamp, string>> = {
  apprenant: "Apprenant",
  coordonnees: "Coordonnées",
  formation: "Formation",
  etablissements: "Établissements",
  contrat1: "Contrat",
  contrat2: "Deuxième contrat",
  contrat3: "Troisième contrat",
  contrat4: "Quatrième contrat",
  sifa: "Enquête SIFA et anciens champs",
  erp: "Dans le logiciel (jamais transmis)",
};

/** The fields of a dossier in their groups, in the order of the list. */
export function groupesDossier({ source, corrections, anomalies }: Dossier): GroupeDossier[] {
  const valeurs = valeursEffectives(source, corrections);
  const triees = anomaliesTriees(anomalies);
  const groupes = new Map<GroupeChamp, GroupeDossier>();
  for (const { cle, groupe } of CHAMPS) {
    const champ: ChampDossier = {
      cle,
      valeur: ecrireSaisie(valeurs[cle]),
      source: corrections[cle] === undefined ? null : montrerValeur(cle, source[cle]),
      anomalies: triees
        .filter((a) => a.champs.includes(cle))
        .map(({ code, gravite, phrase }) => ({ code, gravite, phrase })),
    };
    const connu = groupes.get(groupe);
    if (connu === undefined) groupes.set(groupe, { groupe, titre: TITRES[groupe], champs: [champ] });
    else connu.champs.push(champ);
  }
  return [...groupes.values()];
}
