import { scopedRoute } from "@/lib/actions/scoped-route";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { streamProgress } from "@/lib/services/transmissions/stream-progress";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

/** Where the transmission is: as events until it is over, or once (`?instantane=oui`). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const withoutCache = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };
    const first = await loadProgress(scope);
    if (new URL(request.url).searchParams.has("instantane")) return Response.json(first, { headers: withoutCache });
    const stream = streamProgress(scope, first, request.signal);
    return new Response(stream, { headers: { ...withoutCache, "Content-Type": "text/event-stream; charset=utf-8" } });
  });
}
