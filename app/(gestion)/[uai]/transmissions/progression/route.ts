import { routeConnectee } from "@/lib/actions/route-connectee";
import { diffuserProgression } from "@/lib/services/transmission/diffuser-progression";
import { lireProgression } from "@/lib/services/transmission/lire-progression";

export const dynamic = "force-dynamic";

type Parametres = { params: Promise<{ uai: string }> };

/** Where the transmission is: as events until it is over, or once (`?instantane=oui`). */
export async function GET(requete: Request, { params }: Parametres): Promise<Response> {
  const { uai } = await params;
  return routeConnectee(async (contexte) => {
    const sansCache = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };
    const premiere = await lireProgression(contexte, uai);
    if (new URL(requete.url).searchParams.has("instantane")) return Response.json(premiere, { headers: sansCache });
    const flux = diffuserProgression(contexte, uai, premiere, requete.signal);
    return new Response(flux, { headers: { ...sansCache, "Content-Type": "text/event-stream; charset=utf-8" } });
  });
}
