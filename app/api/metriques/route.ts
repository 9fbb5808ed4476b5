import { systemDb } from "@/db/client";
import { problemResponse } from "@/lib/actions/problem";
import { publicRoute } from "@/lib/actions/public-route";
import { env } from "@/lib/env";
import { equalSecrets } from "@/lib/security/compare-secrets";
import { loadMetrics } from "@/lib/services/metrics/load-metrics";
import { renderMetrics } from "@/lib/services/metrics/render-metrics";

export const dynamic = "force-dynamic";

/** For Prometheus: figures of all the établissements and of this process, for who has their secret. Without a secret set, it does not exist. */
export function GET(request: Request): Promise<Response> {
  return publicRoute(async () => {
    const { METRICS_SECRET } = env();
    if (METRICS_SECRET === undefined) return problemResponse(404, "Cette adresse n'existe pas.");
    if (!equalSecrets(request.headers.get("authorization") ?? "", `Bearer ${METRICS_SECRET}`)) {
      return problemResponse(401, "Le secret des métriques est absent ou faux.");
    }
    const { contentType, text } = await renderMetrics(await loadMetrics(await systemDb(), new Date()));
    return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
  });
}
