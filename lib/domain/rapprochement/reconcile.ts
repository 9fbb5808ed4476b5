import type { Verdict } from "./categories";
import { combineLists, type DatedList, type SeenLine, schoolYearsOn } from "./combine-lists";
import type { DossierFacts } from "./facts.types";
import { groupKey } from "./group-people";
import { matchPeople } from "./match-people";
import type { MatchKind, Proposal, ToldPair } from "./match-people.types";
import { whyNotSeen, whyNotSent } from "./why-absent";
import { ON_ANOTHER_DAY, TWICE, toConfirm, whySeen, whyUnknown } from "./why-seen";

/** What a dossier, a line, or both together come to. `dossier` of a second line is whose it is. */
export type ReconciledEntry = Verdict & { dossier: DossierFacts | null; line: SeenLine | null; own: boolean };

/** How many apprentices pass each step: in the software, answered by the TBA, taken by it, and of these seen; and all those seen, whoever sent them. */
export type ReconciledCounts = { known: number; sent: number; accepted: number; acceptedSeen: number; seen: number };

export type Reconciled = { entries: ReconciledEntry[]; counts: ReconciledCounts };

/** What somebody said of a dossier and of whom a line names (`person`, as lineKey gives it): the same person, or two. */
export type PersonAnswer = { dossierId: string; person: string; same: boolean };

/** Whom a line names: the same text for two lines of one person. */
export const lineKey = ({ lastName, firstName, birth }: Pick<SeenLine, "lastName" | "firstName" | "birth">): string =>
  groupKey(lastName, firstName, birth);

const shares = (dossier: DossierFacts, line: SeenLine) =>
  dossier.formations.some((code) => code === line.cfd || code === line.rncp);

/** Gives the lines of one person to their dossiers: those of the lists' school years first, the same training before another. */
function assign(dossiers: readonly DossierFacts[], lines: readonly SeenLine[]): Map<DossierFacts, SeenLine> {
  const given = new Map<DossierFacts, SeenLine>();
  const taken = new Set<SeenLine>();
  const isCurrent = (dossier: DossierFacts, line: SeenLine) => schoolYearsOn(line.day).includes(dossier.anneeScolaire);
  const rules = [
    (d: DossierFacts, l: SeenLine) => isCurrent(d, l) && shares(d, l),
    isCurrent,
    (d: DossierFacts, l: SeenLine) => shares(d, l) && !dossiers.some((other) => isCurrent(other, l)),
    (_d: DossierFacts, l: SeenLine) => !dossiers.some((other) => isCurrent(other, l)),
  ];
  for (const rule of rules) {
    for (const dossier of dossiers) {
      if (given.has(dossier)) continue;
      const line = lines.find((each) => !taken.has(each) && rule(dossier, each));
      if (line === undefined) continue;
      given.set(dossier, line);
      taken.add(line);
    }
  }
  return given;
}

function ranksOf(
  answers: readonly PersonAnswer[],
  dossiers: readonly DossierFacts[],
  lines: readonly SeenLine[],
): ToldPair[] {
  if (answers.length === 0) return [];
  const ranks = new Map(dossiers.map(({ id }, rank) => [id, rank]));
  const named = new Map(lines.map((line, rank) => [lineKey(line), rank]));
  return answers.flatMap(({ dossierId, person, same }) => {
    const [apprentice, line] = [ranks.get(dossierId), named.get(person)];
    return apprentice === undefined || line === undefined ? [] : [{ apprentice, line, same }];
  });
}

/** Who has which lines: the dossiers and the lines of each person who has both. */
function peopleOf(dossiers: readonly DossierFacts[], lines: readonly SeenLine[], answers: readonly PersonAnswer[]) {
  const entries = lines.map((line) => ({ ...line, formations: [line.cfd, line.rncp].filter((code) => code !== "") }));
  const { matches, proposals } = matchPeople(dossiers, entries, ranksOf(answers, dossiers, lines));
  const kinds = new Map<SeenLine, MatchKind>();
  const linesOf = new Map<DossierFacts, SeenLine[]>();
  const dossiersOf = new Map<SeenLine, DossierFacts[]>();
  for (const { apprentice, line, kind } of matches) {
    const [dossier, seen] = [dossiers[apprentice], lines[line]];
    if (dossier === undefined || seen === undefined) continue;
    linesOf.set(dossier, [...(linesOf.get(dossier) ?? []), seen]);
    kinds.set(seen, kind);
    dossiersOf.set(seen, [...(dossiersOf.get(seen) ?? []), dossier]);
  }
  return { linesOf, dossiersOf, proposals, isTold: (line: SeenLine) => kinds.get(line) === "told" };
}

type Confirmable = { dossier: DossierFacts; line: SeenLine; kind: Proposal["kind"] };

/**
 * Each apprentice's dossier and each line of the lists, in exactly one entry with one reason and one action.
 * `dossiers` are those of apprentices only; `answers` what was said of some.
 */
export function reconcile(
  dossiers: readonly DossierFacts[],
  lists: readonly DatedList[],
  answers: readonly PersonAnswer[] = [],
): Reconciled {
  const lines = combineLists(lists);
  const { linesOf, dossiersOf, proposals, isTold } = peopleOf(dossiers, lines, answers);
  const given = new Map<DossierFacts, SeenLine>();
  const done = new Set<DossierFacts>();
  for (const [line, owners] of dossiersOf) {
    const [first] = owners;
    if (first === undefined || done.has(first)) continue;
    for (const owner of owners) done.add(owner);
    for (const [dossier, own] of assign(owners, linesOf.get(first) ?? [line])) given.set(dossier, own);
  }
  const confirmable = proposals.flatMap(({ apprentice, line, kind }): Confirmable[] => {
    const [dossier, seen] = [dossiers[apprentice], lines[line]];
    return dossier === undefined || seen === undefined ? [] : [{ dossier, line: seen, kind }];
  });
  const confirmFor = new Map<DossierFacts, Confirmable>();
  for (const each of confirmable)
    if (!given.has(each.dossier) && !confirmFor.has(each.dossier)) confirmFor.set(each.dossier, each);

  const own = dossiers.map((dossier): ReconciledEntry => {
    const line = given.get(dossier);
    if (line !== undefined) return { ...whySeen(dossier, line, isTold(line)), dossier, line, own: true };
    const maybe = confirmFor.get(dossier);
    if (maybe !== undefined) return { ...toConfirm(maybe.kind), dossier, line: maybe.line, own: true };
    const { acceptedOn } = dossier;
    const verdict = acceptedOn === null ? whyNotSent(dossier) : whyNotSeen(dossier, lists, acceptedOn);
    return { ...verdict, dossier, line: null, own: true };
  });
  const told = new Set(own.flatMap(({ line }) => line ?? []));
  const uais = new Set(dossiers.flatMap((dossier) => dossier.uais));
  const proposedTo = new Map(confirmable.map((each) => [each.line, each]));
  const others = lines
    .filter((line) => !told.has(line))
    .map((line): ReconciledEntry => {
      const [owner] = dossiersOf.get(line) ?? [];
      if (owner !== undefined) {
        const sameDay = linesOf.get(owner)?.some((each) => each !== line && each.day === line.day) === true;
        return { ...(sameDay ? TWICE : ON_ANOTHER_DAY), dossier: owner, line, own: false };
      }
      const maybe = proposedTo.get(line);
      if (maybe !== undefined) return { ...toConfirm(maybe.kind), dossier: maybe.dossier, line, own: false };
      return { ...whyUnknown(line, uais), dossier: null, line, own: false };
    });
  const accepted = dossiers.filter(({ acceptedOn }) => acceptedOn !== null);
  return {
    entries: [...own, ...others],
    counts: {
      known: dossiers.length,
      sent: dossiers.filter(({ receivedOn }) => receivedOn !== null).length,
      accepted: accepted.length,
      acceptedSeen: accepted.filter((dossier) => given.has(dossier)).length,
      seen: given.size,
    },
  };
}
