import { parisDay } from "@/lib/domain/paris-day";
import { rapportPath } from "@/lib/domain/rapport-path";
import { hasPermission } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { loadReadyPlan } from "@/lib/services/deblocage/load-plan";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { loadKeyState } from "@/lib/services/settings/tba-key";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { findSummary, freshSummary } from "./lines/fresh-summary";
import { type GuessedPage, guessPage } from "./lines/guess-page";
import { readPage } from "./lines/read-page";
import { type ReadyLines, readyLines } from "./lines/ready-lines";
import { rememberVersion } from "./lines/seen-versions";
import { composeRapport, lastDays } from "./load-rapport";
import type { RapportFilters, RapportPageData } from "./rapport.types";

/** The page of the lines and the plan: as they were guessed, when they are of the version that the summary says. */
async function readRapport(
  scope: Scope,
  filters: RapportFilters,
  { summary, day }: Pick<ReadyLines, "summary" | "day">,
  guess: GuessedPage | null,
) {
  const { db, etablissement } = scope;
  if (guess !== null && guess.version === summary.version) {
    const { page, held } = guess;
    return { page, plan: await loadReadyPlan(scope, filters.searches, { summary, day, held }) };
  }
  const lines = await readyLines(db, etablissement.id, filters, summary, day);
  const [page, plan] = await Promise.all([
    readPage(db, etablissement.id, filters, lines),
    loadReadyPlan(scope, filters.searches, lines),
  ]);
  return { page, plan };
}

/** All that the report page shows, for the acting person. */
export async function loadRapportPage(scope: Scope, filters: RapportFilters): Promise<RapportPageData> {
  const { id, role, uai } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const [progress, importNote, key, last, found, guess] = await Promise.all([
    loadProgress(scope),
    loadImportNote(scope),
    loadKeyState(scope),
    lastDays(scope.db, id),
    findSummary(scope.db, id, day),
    guessPage(scope.db, id, filters, day),
  ]);
  // Something was written since: the lines are renewed first, in a transaction of their own.
  const summary = found ?? (await freshSummary(scope.db, id, day));
  rememberVersion(id, summary, day);
  const { page, plan } = await readRapport(scope, filters, { summary, day }, guess);
  const rapport = composeRapport(page, summary, last);
  const manages = hasPermission(role, "manage");
  return {
    rapport,
    plan,
    filters: { ...filters, page: Math.min(filters.page, rapport.pages) },
    today: day,
    progress,
    now: scope.now.toISOString(),
    importNote,
    keySaved: key.present,
    nextNight: key.present && scope.etablissement.transmissionActive ? env().NIGHT_AT : null,
    permissions: { imports: manages, transmit: manages, settings: hasPermission(role, "administer") },
    links: {
      dashboard: env().TBA_SITE_URL,
      fullRapport: `${rapportPath(uai)}/rapport-complet`,
      corrections: `/${uai}/etablissement/corrections`,
    },
  };
}
