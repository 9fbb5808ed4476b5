import { scopedRoute } from "@/lib/actions/scoped-route";
import type { Scope } from "@/lib/services/etablissements/scope";
import { loadStanding } from "@/lib/services/imports/preview/load-import";
import { isImportMoving } from "@/lib/services/imports/preview/preview.types";
import { streamChanges } from "@/lib/services/streams/stream-changes";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string; id: string }> };

/** How far an import is: as events until a person is wanted again, or once (`?instantane=oui`). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai, id } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const withoutCache = { "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" };
    const first = await loadStanding(scope, id);
    if (new URL(request.url).searchParams.has("instantane")) return Response.json(first, { headers: withoutCache });
    const followed = { first, load: (own: Scope) => loadStanding(own, id), isMoving: isImportMoving };
    const stream = streamChanges(scope, followed, request.signal);
    return new Response(stream, { headers: { ...withoutCache, "Content-Type": "text/event-stream; charset=utf-8" } });
  });
}
