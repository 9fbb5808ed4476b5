import { downloadResponse, XLSX } from "@/lib/actions/download-response";
import { signedInRoute } from "@/lib/actions/scoped-route";
import { exportReseau } from "@/lib/services/reseau/export-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return signedInRoute(request, async (ctx) => {
    const filters = parseReseauFilters(Object.fromEntries(new URL(request.url).searchParams));
    const { name, stream } = await exportReseau(ctx, filters);
    return downloadResponse(stream, name, XLSX);
  });
}
