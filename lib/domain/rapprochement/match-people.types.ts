import type { Day } from "@/lib/domain/day";

/** What a dossier or a line of a list says of who someone is. `formations`: the codes (CFD, RNCP) of what they follow; `birth` null when unreadable. */
export type Entry = { lastName: string; firstName: string; birth: Day | null; formations: readonly string[] };

/** Why an apprentice and a line are held for the same: what was written otherwise in the list, or somebody said so. */
export type MatchKind = "told" | "exact" | "order" | "last-name" | "first-name";
/** Why they may be the same, and why nobody but a person can say so. */
export type ProposalKind = "birth-figure" | "name-slip" | "fewer-words" | "no-birth";

/** What somebody of the établissement said of an apprentice and a line: ranks in what was given to matchPeople. */
export type ToldPair = { apprentice: number; line: number; same: boolean };

/** Ranks in what was given to matchPeople. */
export type Match = { apprentice: number; line: number; kind: MatchKind };
export type Proposal = { apprentice: number; line: number; kind: ProposalKind };

/**
 * `matches`: each line with one person at most, all of whose entries have it; a person as often as there are lines of theirs. `proposals`: of lines that
 * have no match, at most one each.
 */
export type Matching = { matches: Match[]; proposals: Proposal[] };
