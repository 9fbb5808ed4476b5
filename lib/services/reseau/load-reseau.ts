import { foldText } from "@/lib/domain/fold-text";
import { parisDay } from "@/lib/domain/paris-day";
import { sortByUrgency } from "@/lib/domain/reseau/urgency";
import type { ServiceContext } from "@/lib/services/context";
import { listLines } from "./list-lines";
import { openReseau } from "./open-reseau";
import type { ReseauFilters, ReseauLine, ReseauPageData, ReseauState } from "./reseau.types";

const KEPT: Readonly<Record<ReseauState, (line: ReseauLine) => boolean>> = {
  key: ({ key }) => key === "absent" || key === "refused",
  alerte: ({ alertes }) => alertes.length > 0,
  missed: ({ missed }) => missed > 0,
  invalid: ({ invalides }) => invalides > 0,
};

/** The lines that the filters keep, the most urgent first. */
function keepLines(lines: readonly ReseauLine[], { search, state, reseau }: ReseauFilters): ReseauLine[] {
  const searched = foldText(search);
  const kept = lines
    .filter((line) => reseau === "" || line.reseau === reseau)
    .filter((line) => state === null || KEPT[state](line))
    .filter(({ name, uai }) => searched === "" || foldText(`${name} ${uai}`).includes(searched));
  return sortByUrgency(kept);
}

const sum = (lines: readonly ReseauLine[], of: (line: ReseauLine) => number) =>
  lines.reduce((total, line) => total + of(line), 0);

/** «Réseau»: the établissements that the acting person supervises. Throws NOT_SIGNED_IN, NOT_FOUND to who supervises none. */
export async function loadReseau(ctx: ServiceContext, filters: ReseauFilters): Promise<ReseauPageData> {
  const scope = await openReseau(ctx);
  const lines = await listLines(scope);
  return {
    reseaux: scope.reseaux,
    lines: keepLines(lines, filters),
    totals: {
      etablissements: lines.length,
      apprentis: sum(lines, (line) => line.apprentis),
      valides: sum(lines, (line) => line.valides),
      seen: sum(lines, (line) => line.seen),
    },
    today: parisDay(ctx.now),
  };
}
