import { scopedRoute } from "@/lib/actions/scoped-route";
import { isRapprochementMoving, loadRapprochementState } from "@/lib/services/rapprochement/load-state";
import { streamChanges } from "@/lib/services/streams/stream-changes";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

/** How far the last rapprochement is: as events until it is over, or once (`?instantane=oui`). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const withoutCache = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };
    const first = await loadRapprochementState(scope);
    if (new URL(request.url).searchParams.has("instantane")) return Response.json(first, { headers: withoutCache });
    const followed = { first, load: loadRapprochementState, isMoving: isRapprochementMoving };
    const stream = streamChanges(scope, followed, request.signal);
    return new Response(stream, { headers: { ...withoutCache, "Content-Type": "text/event-stream; charset=utf-8" } });
  });
}
