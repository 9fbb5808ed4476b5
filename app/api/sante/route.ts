import { db } from "@/db/client";
import { lireSante } from "@/lib/services/sante/lire-sante";
import paquet from "@/package.json";

export const dynamic = "force-dynamic";

/** For monitors: 503 when the database does not answer, 200 otherwise, even when something is late. */
export async function GET(): Promise<Response> {
  const sante = await lireSante(db, paquet.version, new Date());
  return Response.json(sante, {
    status: sante.etat === "en-panne" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
