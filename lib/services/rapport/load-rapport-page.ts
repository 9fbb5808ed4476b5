import { parisDay } from "@/lib/domain/paris-day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { hasPermission } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { loadReadyPlan } from "@/lib/services/deblocage/load-plan";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { loadKeyState } from "@/lib/services/settings/tba-key";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { findSummary, freshSummary } from "./lines/fresh-summary";
import { readyLines } from "./lines/ready-lines";
import { loadReadyRapport } from "./load-rapport";
import type { RapportFilters, RapportPageData } from "./rapport.types";

/** All that the report page shows, for the acting person. */
export async function loadRapportPage(scope: Scope, filters: RapportFilters): Promise<RapportPageData> {
  const { id, role, uai } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const readRapport = async (summary: RapportSummary) => {
    const lines = await readyLines(scope.db, id, filters, summary, day);
    const [rapport, plan] = await Promise.all([
      loadReadyRapport(scope, filters, lines),
      loadReadyPlan(scope, filters.searches, lines),
    ]);
    return { rapport, plan };
  };
  const renewedRapport = async () => {
    const summary = await freshSummary(scope.db, id, day);
    return readRapport(summary);
  };
  const [progress, importNote, key, found] = await Promise.all([
    loadProgress(scope),
    loadImportNote(scope),
    loadKeyState(scope),
    findSummary(scope.db, id, day).then((summary) => summary && readRapport(summary)),
  ]);
  // Something was written since: the lines are renewed first, in a transaction of their own.
  const { rapport, plan } = found ?? (await renewedRapport());
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
      fullRapport: `/${uai}/etablissement/tableau-de-bord-apprentissage/rapport-complet`,
      corrections: `/${uai}/etablissement/corrections`,
    },
  };
}
