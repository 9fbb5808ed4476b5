import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { loadKeyState } from "@/lib/services/settings/tba-key";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { loadRapport } from "./load-rapport";
import type { RapportFilters, RapportPageData } from "./rapport.types";

/** All that the report page shows, for the acting person. */
export async function loadRapportPage(scope: Scope, filters: RapportFilters): Promise<RapportPageData> {
  const { role, uai } = requirePermission(scope, "view");
  const [rapport, progress, importNote, key] = await Promise.all([
    loadRapport(scope, filters),
    loadProgress(scope),
    loadImportNote(scope),
    loadKeyState(scope),
  ]);
  const manages = hasPermission(role, "manage");
  return {
    rapport,
    filters: { ...filters, page: Math.min(filters.page, rapport.pages) },
    today: parisDay(scope.now),
    progress,
    now: scope.now.toISOString(),
    importNote,
    keySaved: key.present,
    permissions: { imports: manages, transmit: manages, settings: hasPermission(role, "administer") },
    links: {
      dashboard: env().TBA_SITE_URL,
      fullRapport: `/${uai}/etablissement/tableau-de-bord-apprentissage/rapport-complet`,
      corrections: `/${uai}/etablissement/corrections`,
    },
  };
}
