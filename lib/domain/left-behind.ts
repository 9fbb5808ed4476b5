import { type Day, frenchDay } from "./day";
import { formatSiret } from "./format-siret";
import type { JsonObject } from "./json";
import { plural } from "./plural";

/** By what the TBA knows a dossier (api-v3.md, «Identity and merging»): one of these changes, and it makes another. */
export type TbaKey = { id: string; annee: string; uai: string; siret: string };

/** A dossier that the TBA took under another key, and the day in Paris when it took this one instead. `add_left_behind()` of the database writes it. */
export type LeftBehind = TbaKey & { until: Day };

/**
 * The dossiers of one apprentice that the TBA has besides this one. `now`: as it is written here; `has`: as the TBA last took it, the same most often; `left`: what it
 * took under another key, and keeps; `leaving`: what it has, that the next transmission will leave so.
 */
export type OtherTbaDossiers = { now: TbaKey; has: TbaKey; left: LeftBehind[]; leaving: TbaKey | null };

const text = (value: JsonObject[string] | undefined) => (value === undefined || value === null ? "" : String(value));

/** A key as the TBA reads it: a year, a UAI and a SIRET are forgiven how they are written. */
const asTbaReads = <K extends TbaKey>(key: K): K => ({
  ...key,
  annee: key.annee.replaceAll("/", "-").replace(/\s+/g, ""),
  uai: key.uai.trim().toUpperCase(),
  siret: key.siret.replace(/[\s.-]+/g, ""),
});

/** The key of a payload. */
export function tbaKeyOf(payload: JsonObject): TbaKey {
  return asTbaReads({
    id: text(payload.id_erp_apprenant),
    annee: text(payload.annee_scolaire),
    uai: text(payload.etablissement_formateur_uai),
    siret: text(payload.etablissement_formateur_siret),
  });
}

/** True for two payloads that are two dossiers to the TBA. */
export const isOtherDossier = (a: TbaKey, b: TbaKey): boolean =>
  a.id !== b.id || a.annee !== b.annee || a.uai !== b.uai || a.siret !== b.siret;

/** What the TBA keeps besides what it `has`: of what was written otherwise and is one dossier there, the last; nothing of what it has again. */
export function keptBeside(left: readonly LeftBehind[], has: TbaKey): LeftBehind[] {
  const byKey = new Map<string, LeftBehind>();
  for (const one of left.map(asTbaReads)) {
    const key = JSON.stringify([one.id, one.annee, one.uai, one.siret]);
    byKey.delete(key);
    if (isOtherDossier(one, has)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

/** What tells a dossier from the one that a payload makes now: «année scolaire 2025-2026, formateur 0359471E (SIRET 599 047 115 00010)». */
export function describeKey(left: TbaKey, now: TbaKey): string {
  return [
    ...(left.id === now.id ? [] : [`identifiant ${left.id}`]),
    ...(left.annee === now.annee ? [] : [`année scolaire ${left.annee}`]),
    ...(left.uai === now.uai && left.siret === now.siret
      ? []
      : [`formateur ${left.uai} (SIRET ${formatSiret(left.siret)})`]),
  ].join(", ");
}

/** Of how many dossiers that the TBA has a change would make second ones. */
export const movedSentence = (dossiers: number): string =>
  `${plural(dossiers, "dossier que le TBA a change", "dossiers que le TBA a changent")} de formateur ou d'année scolaire : il en ${dossiers < 2 ? "fera un second, et gardera le premier" : "fera des seconds, et gardera les premiers"}, que seul son support peut retirer.`;

/** «…, jusqu'au 12/11/2026». */
export const describeLeftBehind = (left: LeftBehind, has: TbaKey): string =>
  `${describeKey(left, has)}, jusqu'au ${frenchDay(left.until)}`;
