import { doorDb } from "@/db/client";
import { publicRoute } from "@/lib/actions/public-route";
import { env } from "@/lib/env";
import { equalSecrets } from "@/lib/security/compare-secrets";
import { loadHealth } from "@/lib/services/health/load-health";
import pkg from "@/package.json";

export const dynamic = "force-dynamic";

/**
 * For monitors: 503 when the database does not answer, 200 otherwise, even when something is late. Anybody learns the state; the
 * figures and the version are for who has the clock's secret.
 */
export function GET(request: Request): Promise<Response> {
  return publicRoute(async () => {
    const health = await loadHealth(doorDb, pkg.version, new Date());
    const known = equalSecrets(request.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`);
    return Response.json(known ? health : { state: health.state }, {
      status: health.state === "down" ? 503 : 200,
      headers: { "cache-control": "no-store" },
    });
  });
}
