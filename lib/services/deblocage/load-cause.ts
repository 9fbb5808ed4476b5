import { and, eq } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { sameValue } from "@/lib/domain/corrections";
import type { Json } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { causeMessage } from "./cause-message";
import type { CauseDetail } from "./deblocage.types";
import { isCauseKey } from "./list-causes";
import type { Member } from "./list-members";
import { summarizeCause } from "./load-plan";
import { type CauseRequest, isCorrectable, openCause } from "./open-cause";
import { suggestionsFor } from "./suggest";

const MAX_ROWS = 100;

/** The value that all have, null when they do not have the same. */
function commonValue(members: readonly Member[], rank: number): Json {
  const [first, ...others] = members.map(({ values }) => values[rank] ?? null);
  return first !== undefined && others.every((value) => sameValue(value, first)) ? first : null;
}

/** A cause in full: its dossiers, and what its correction's form needs. Null when nothing has it any more. Throws NOT_FOUND for what names no cause. */
export async function loadCause(scope: Scope, request: CauseRequest): Promise<CauseDetail | null> {
  const { db } = scope;
  const etablissement = requirePermission(scope, "view");
  if (!isCauseKey(request.key)) throw new ServiceError("NOT_FOUND", "Cette cause n'existe pas.");
  const day = parisDay(scope.now);
  await freshSummary(db, etablissement.id, day);
  const opened = await openCause(db, etablissement.id, request, day);
  if (opened === null) return null;
  const { cause, champ, champs, rank, grouping, groupings, shown, members } = opened;
  const suggestions = await suggestionsFor(db, etablissement, champ);
  const unblocked = new Set(cause.unblocked);
  const apprentices = and(eq(dossiers.etablissementId, etablissement.id), eq(dossiers.apprenti, true));
  return {
    cause: summarizeCause(cause),
    champ,
    champs,
    grouping,
    groupings,
    groups: shown.map((group) => ({
      key: group.key,
      label: group.label,
      dossiers: group.members.length,
      current: commonValue(group.members, rank),
      suggestions: grouping === "vider" ? [] : suggestions(group),
    })),
    rows: members.slice(0, MAX_ROWS).map(({ id, numero, apprenant, formation, employeur, values }) => ({
      ...{ id, numero, apprenant, formation, employeur },
      value: values[rank] ?? null,
      unblocks: unblocked.has(id),
    })),
    valid: await db.$count(dossiers, and(apprentices, eq(dossiers.blocked, false))),
    total: await db.$count(dossiers, apprentices),
    correctable: isCorrectable(opened),
    canCorrect: hasPermission(etablissement.role, "manage"),
    message: causeMessage(etablissement, opened),
  };
}
