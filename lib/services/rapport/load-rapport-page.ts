import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { loadFreshPlan } from "@/lib/services/deblocage/load-plan";
import { readTogether } from "@/lib/services/etablissements/read-together";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { loadKeyState } from "@/lib/services/settings/tba-key";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { freshSummary } from "./lines/fresh-summary";
import { loadFreshRapport } from "./load-rapport";
import type { RapportFilters, RapportPageData } from "./rapport.types";

/** All that the report page shows, for the acting person. */
export async function loadRapportPage(scope: Scope, filters: RapportFilters): Promise<RapportPageData> {
  const { id, role, uai } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const [summary, [progress, importNote, key]] = await Promise.all([
    freshSummary(scope.db, id, day),
    readTogether(scope, (within) => Promise.all([loadProgress(within), loadImportNote(within), loadKeyState(within)])),
  ]);
  const [rapport, plan] = await readTogether(scope, (within) =>
    Promise.all([
      loadFreshRapport(within, filters, summary, day),
      loadFreshPlan(within, filters.searches, summary, day),
    ]),
  );
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
