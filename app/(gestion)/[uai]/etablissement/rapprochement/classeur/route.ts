import { downloadResponse, XLSX } from "@/lib/actions/download-response";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { exportRapprochement } from "@/lib/services/rapprochement/export-rapprochement";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

/** «Télécharger le classeur»: the last rapprochement, one sheet a category. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const { name, stream } = await exportRapprochement(scope);
    return downloadResponse(stream, name, XLSX);
  });
}
