import { doorDb } from "@/db/client";
import { loadHealth } from "@/lib/services/health/load-health";
import pkg from "@/package.json";

export const dynamic = "force-dynamic";

/** For monitors: 503 when the database does not answer, 200 otherwise, even when something is late. */
export async function GET(): Promise<Response> {
  const health = await loadHealth(doorDb, pkg.version, new Date());
  return Response.json(health, {
    status: health.state === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
