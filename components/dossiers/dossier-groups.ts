import { showValue } from "@/components/field-input/show-value";
import { sortedAnomalies } from "@/components/rapport/sorted-anomalies";
import type { Anomalie } from "@/lib/domain/anomalie";
import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import type { ChampGroup } from "@/lib/domain/champs/definition";
import { effectiveValues } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { isTyped } from "@/lib/domain/typed-source";
import type { Dossier } from "@/lib/services/dossiers/dossiers.types";

/** A field of the page: what its input holds, what the software says when staff corrected it, what is wrong with it. */
export type DossierField = {
  key: ChampKey;
  value: string;
  /** Null when the value is the software's own, or the one that was typed of a dossier that no software sent. */
  source: string | null;
  /** Whose `source` is. */
  from: "software" | "hand";
  anomalies: Pick<Anomalie, "code" | "severity" | "sentence">[];
};

/** Before what stood there first. */
export const SOURCE_LABELS: Readonly<Record<DossierField["from"], string>> = {
  software: "Logiciel",
  hand: "Saisi d'abord",
};

export type DossierGroup = { group: ChampGroup; title: string; champs: DossierField[] };

export const GROUP_TITLES: Readonly<Record<ChampGroup, string>> = {
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
export function dossierGroups({
  source,
  corrections,
  anomalies,
}: Pick<Dossier, "source" | "corrections" | "anomalies">): DossierGroup[] {
  const values = effectiveValues(source, corrections);
  const sorted = sortedAnomalies(anomalies);
  const groups = new Map<ChampGroup, DossierGroup>();
  for (const { key, group } of CHAMPS) {
    const champ: DossierField = {
      key,
      value: formatInput(values[key]),
      source: corrections[key] === undefined ? null : showValue(key, source[key]),
      from: isTyped(source) ? "hand" : "software",
      anomalies: sorted
        .filter((a) => a.champs.includes(key))
        .map(({ code, severity, sentence }) => ({ code, severity, sentence })),
    };
    const known = groups.get(group);
    if (known === undefined) groups.set(group, { group, title: GROUP_TITLES[group], champs: [champ] });
    else known.champs.push(champ);
  }
  return [...groups.values()];
}
