import type { Db } from "@/db/database";
import type { Cause } from "@/lib/domain/causes/cause";
import type { ChampKey } from "@/lib/domain/champs";
import { conditions } from "@/lib/services/rapport/filter";
import { findSummary } from "@/lib/services/rapport/lines/fresh-summary";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { GROUPINGS, type Grouping } from "./deblocage.types";
import { type Group, groupBy, MAX_ONE_BY_ONE, possibleGroupings, usualGrouping } from "./group-by";
import { causeKey, listCauses } from "./list-causes";
import { listMembers, type Member } from "./list-members";
import { readCause } from "./read-cause";

/** Which cause, within which filters of the report, and how its values are given: what an address says. */
export type CauseRequest = {
  key: string;
  searches: RapportSearches;
  /** The field to correct, when it is not the first of the cause. */
  champ: string;
  /** The way to give values, when it is not the usual one. */
  by: string;
};

/** A cause with its dossiers, ready to be corrected. */
export type OpenedCause = {
  cause: Cause;
  members: Member[];
  champs: ChampKey[];
  champ: ChampKey;
  /** The place of `champ` in the values of the members. */
  rank: number;
  grouping: Grouping;
  groupings: Grouping[];
  parts: Group[];
  /** Those of `parts` that a page has inputs for. */
  shown: Group[];
};

const isGrouping = (text: string): text is Grouping => GROUPINGS.some((r) => r === text);

/** From the report's lines when they are up to date (`freshSummary` makes them so); computed from the dossiers otherwise, ten times longer. */
async function findCause(db: Db, etablissementId: string, request: CauseRequest, day: string): Promise<Cause | null> {
  const summary = await findSummary(db, etablissementId, day);
  if (summary !== null) return readCause(db, etablissementId, request, summary, day);
  const causes = await listCauses(db, conditions(etablissementId, request.searches, day));
  return causes.find((cause) => causeKey(cause) === request.key) ?? null;
}

/** Reads a cause as it is now; null when nothing has it any more. What should not be asked is replaced by what is usual. */
export async function openCause(
  db: Db,
  etablissementId: string,
  request: CauseRequest,
  day: string,
): Promise<OpenedCause | null> {
  const cause = await findCause(db, etablissementId, request, day);
  if (cause === null) return null;
  const { champs } = cause;
  const champ = champs.find((c) => c === request.champ) ?? cause.champ;
  const rank = champs.indexOf(champ);
  const members = await listMembers(db, etablissementId, cause.dossiers, champs);
  const groupings = possibleGroupings(champ, members, rank);
  const wanted = isGrouping(request.by) && groupings.includes(request.by) ? request.by : null;
  const grouping = wanted ?? usualGrouping(champ, groupings, members, rank);
  const parts = groupBy(members, grouping);
  const shown = grouping === "dossier" ? parts.slice(0, MAX_ONE_BY_ONE) : parts;
  return { cause, members, champs, champ, rank, grouping, groupings, parts, shown };
}

/** The identifier in the software is not corrected: the TBA would take the apprentice for another. */
export const isCorrectable = ({ champ }: Pick<OpenedCause, "champ">) => champ !== "id_erp_apprenant";
