import { downloadResponse, XLSX } from "@/lib/actions/download-response";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { setAsideSheet } from "@/lib/services/imports/preview/set-aside-sheet";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string; id: string }> };

/** «Télécharger les lignes écartées». */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai, id } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const { name, stream } = await setAsideSheet(scope, id);
    return downloadResponse(stream, name, XLSX);
  });
}
