import { isOwnDay, isShared } from "@/lib/domain/causes/value-at-issue";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { isNamed } from "@/lib/domain/rapport-columns";
import { hash } from "@/lib/security/hash";
import type { Grouping } from "./deblocage.types";
import type { Member } from "./list-members";

/** Dossiers that receive one value together. */
export type Group = { key: string; label: string; members: Member[] };

/** So many inputs on a page: the next dossiers come when these are corrected. */
export const MAX_ONE_BY_ONE = 50;
const MAX_GROUPS = 60;

const BY: Readonly<Record<"formation" | "employeur" | "site", (member: Member) => string>> = {
  formation: ({ formation }) => formation || "Formation non renseignée",
  employeur: ({ employeur }) => employeur || "Employeur non renseigné",
  site: ({ site }) => site || "Lieu de formation non renseigné",
};

/** The dossiers of a cause, by what they are given one value for. */
export function groupBy(members: readonly Member[], grouping: Grouping): Group[] {
  if (grouping === "tous" || grouping === "vider") {
    return members.length === 0 ? [] : [{ key: "tous", label: "Tous les dossiers", members: [...members] }];
  }
  if (grouping === "dossier") {
    return members.map((member) => ({ key: member.id, label: member.apprenant, members: [member] }));
  }
  const parts = new Map<string, Group>();
  for (const member of members) {
    const label = BY[grouping](member);
    const group = parts.get(label);
    if (group === undefined) {
      parts.set(label, { key: hash(label, "base64url").slice(0, 12), label, members: [member] });
    } else group.members.push(member);
  }
  return [...parts.values()].sort((a, b) => b.members.length - a.members.length || (a.label < b.label ? -1 : 1));
}

/** A field without which the dossier is still taken may be emptied; whoever has no status is an apprentice, which is for somebody to say. */
const canBeEmpty = (champ: ChampKey, members: readonly Member[], rank: number) =>
  !champOf(champ).required && champ !== "statut" && members.some(({ values }) => (values[rank] ?? null) !== null);

/** The ways to give values that make sense for these dossiers, in the order in which they are offered. `rank`: the field's among the cause's. */
export function possibleGroupings(champ: ChampKey, members: readonly Member[], rank: number): Grouping[] {
  const possible: Grouping[] = ["tous"];
  for (const by of ["formation", "employeur", "site"] as const) {
    const groups = new Set(members.map(BY[by])).size;
    if (groups > 1 && groups <= MAX_GROUPS) possible.push(by);
  }
  if (members.length > 1) possible.push("dossier");
  if (canBeEmpty(champ, members, rank)) possible.push("vider");
  return possible;
}

/** One by one, where there are too many trainings or employers for a page, or nothing says that it is the same: one value is not theirs all. */
function unlessTheSame(by: "formation" | "employeur", members: readonly Member[], rank: number): Grouping[] {
  const names = new Set(members.map((member) => member[by]));
  const isSaid = [...names].every(isNamed) || members.every(({ values }) => (values[rank] ?? null) !== null);
  const isSame = names.size === 1 && isSaid;
  return isSame ? [] : [by, "dossier"];
}

/** What a secretary would most likely choose for this field of these dossiers: what is each apprentice's own is never one value for a class. `rank`: the field's among the cause's. */
export function usualGrouping(
  champ: ChampKey,
  possible: readonly Grouping[],
  members: readonly Member[],
  rank: number,
): Grouping {
  const group = champOf(champ).group;
  const wanted: Grouping[] = !isShared(champ)
    ? ["dossier"]
    : isOwnDay(champ)
      ? members.length > MAX_ONE_BY_ONE
        ? ["formation", "dossier"]
        : ["dossier", "formation"]
      : champ.startsWith("siret_employeur")
        ? unlessTheSame("employeur", members, rank)
        : group === "formation" && champ !== "annee_scolaire"
          ? unlessTheSame("formation", members, rank)
          : [];
  return wanted.find((v) => possible.includes(v)) ?? "tous";
}
