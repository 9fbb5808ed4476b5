import { type AnomalieCode, CATALOGUE } from "@/lib/domain/anomalies/catalogue";
import type { AnomalieAtIssue, Cause, DossierAtIssue } from "@/lib/domain/causes/cause";
import { valueAtIssue } from "@/lib/domain/causes/value-at-issue";
import { type ChampKey, champOf } from "@/lib/domain/champs";

/** What «L'» hides: adresse, année, obtention are feminine; UAI, INE, e-mail, identifiant, établissement are not. */
function agree(champ: ChampKey): string {
  const { subject, label } = champOf(champ);
  return subject.startsWith("La ") || /^(Adresse|Année|Obtention)/.test(label) ? "e" : "";
}

/** What is wrong, after the field's label. Others are titled as the catalogue does. */
const QUALIFIERS: Partial<Record<AnomalieCode, (e: string) => string>> = {
  CHAMP_MANQUANT: (e) => `absent${e}`,
  CFD_MANQUANT: (e) => `absent${e}`,
  RNCP_MANQUANT: (e) => `absent${e}`,
  CONTRAT_SANS_DEBUT: (e) => `absent${e}`,
  NOM_VIDE: () => "vide",
  IDENTIFIANT_VIDE: () => "vide",
  LIBELLE_TROP_COURT: (e) => `trop court${e}`,
  TEXTE_ATTENDU: () => "qui n'est pas du texte",
  BOOLEEN_ATTENDU: () => "ni oui ni non",
  VALEUR_ILLISIBLE: () => "illisible",
  DATE_ILLISIBLE: () => "illisible",
  TELEPHONE_SPECIAL: () => "surtaxé ou spécial",
  SIRET_PERDU: () => "que le TBA ne gardera pas",
  CODE_POSTAL_PERDU: () => "que le TBA ne gardera pas",
  DUREE_PERDUE: () => "que le TBA ne gardera pas",
  CODE_POSTAL_COURT: (e) => `incomplet${e}`,
  SIRET_CLE: () => "dont la clé de contrôle est fausse",
  DATE_HORS_CALENDRIER: () => "qui n'existe pas",
};

const isInCatalogue = (code: string): code is AnomalieCode => Object.hasOwn(CATALOGUE, code);

/** «SIRET du formateur invalide (7776444410001)», «Date d'inscription absente». */
export function causeTitle(code: string, champ: ChampKey, precision: string | null): string {
  const rest = precision === null ? "" : ` (${precision})`;
  const { label } = champOf(champ);
  if (!isInCatalogue(code)) return label + rest;
  const qualify = QUALIFIERS[code];
  if (qualify !== undefined) return `${label} ${qualify(agree(champ))}${rest}`;
  return code.endsWith("_INVALIDE") ? `${label} invalide${rest}` : CATALOGUE[code].title + rest;
}

/** One code on one field, whatever the values. */
type Family = {
  template: AnomalieAtIssue;
  champ: ChampKey;
  champs: Set<ChampKey>;
  /** By wrong value («» when there is none): the dossiers, each once. */
  byValue: Map<string, Set<string>>;
};

const MIN_VALUES = 4;

/** A sheet that was dragged down gives each apprentice another wrong value: it is one mistake, not a hundred. */
export function isScattered({ values, dossiers }: { values: number; dossiers: number }): boolean {
  return values >= MIN_VALUES && dossiers < 2 * values;
}

function countedOf({ byValue }: Family) {
  let dossiers = 0;
  for (const ids of byValue.values()) dossiers += ids.size;
  return { values: byValue.size, dossiers };
}

/**
 * What blocks dossiers before what is only worth a look, the most useful to repair first: by dossiers that each would turn valid alone, then
 * by dossiers that have it, then always the same way.
 */
export function byUsefulness<L>(size: (dossiers: L) => number) {
  type Ranked = Pick<Cause, "identity" | "severity"> & { dossiers: L; unblocked: L };
  const blocks = ({ severity }: Ranked) => Number(severity === "bloquante");
  return (a: Ranked, b: Ranked) =>
    blocks(b) - blocks(a) ||
    size(b.unblocked) - size(a.unblocked) ||
    size(b.dossiers) - size(a.dossiers) ||
    (a.identity < b.identity ? -1 : 1);
}

/** The only field to correct for the dossier to be valid; null when it takes several, or none. */
export function soleBlockingChamp({ anomalies }: DossierAtIssue): ChampKey | null {
  let only: ChampKey | null = null;
  for (const { severity, champs } of anomalies) {
    const [champ] = champs;
    if (severity !== "bloquante" || champ === undefined || champ === only) continue;
    if (only !== null) return null;
    only = champ;
  }
  return only;
}

function group(dossiers: readonly DossierAtIssue[]): Family[] {
  const families = new Map<string, Family>();
  for (const { id, anomalies } of dossiers) {
    for (const anomalie of anomalies) {
      const [champ] = anomalie.champs;
      if (champ === undefined) continue;
      const key = `${anomalie.code} ${champ}`;
      let family = families.get(key);
      if (family === undefined) {
        family = { template: anomalie, champ, champs: new Set(), byValue: new Map() };
        families.set(key, family);
      }
      for (const c of anomalie.champs) family.champs.add(c);
      const value = valueAtIssue(anomalie) ?? "";
      const ids = family.byValue.get(value);
      if (ids === undefined) family.byValue.set(value, new Set([id]));
      else ids.add(id);
    }
  }
  return [...families.values()];
}

function causesOf(family: Family, alone: ReadonlyMap<string, ChampKey>): Cause[] {
  const { template, champ, champs, byValue } = family;
  const { code, severity, actor } = template;
  const cause = (value: string, precision: string | null, ids: Iterable<string>): Cause => {
    const dossiers = [...ids];
    const unblocked = severity === "bloquante" ? dossiers.filter((id) => alone.get(id) === champ) : [];
    const identity = JSON.stringify([code, champ, value]);
    const title = causeTitle(code, champ, precision);
    return { identity, code, severity, actor, champ, champs: [...champs], title, dossiers, unblocked };
  };
  if (isScattered(countedOf(family))) {
    const all = new Set([...byValue.values()].flatMap((ids) => [...ids]));
    return [cause("*", `${byValue.size} valeurs différentes`, all)];
  }
  return [...byValue].map(([value, ids]) => cause(value, value === "" ? null : value, ids));
}

/**
 * The causes of a set of dossiers, the most useful to repair first: by dossiers that each would turn valid alone, then by dossiers that
 * have it, then always in the same order.
 *
 * «Removed» means: the cause's field (the first of the anomaly's) holds a value that the TBA takes and that agrees with the rest of the
 * dossier. So a dossier is unlocked when all its blocking anomalies are about that one field. A bad choice of value can bring up others: a
 * date of entry after the end of the training (FIN_AVANT_ENTREE), a couple UAI/SIRET that the TBA does not know; the preview of the
 * correction shows them. Emptying the field instead is not counted.
 */
export function findCauses(dossiers: readonly DossierAtIssue[]): Cause[] {
  const alone = new Map<string, ChampKey>();
  for (const dossier of dossiers) {
    const only = soleBlockingChamp(dossier);
    if (only !== null) alone.set(dossier.id, only);
  }
  return group(dossiers)
    .flatMap((family) => causesOf(family, alone))
    .sort(byUsefulness((ids) => ids.length));
}
