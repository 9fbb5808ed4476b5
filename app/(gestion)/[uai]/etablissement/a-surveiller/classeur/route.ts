import { downloadResponse, XLSX } from "@/lib/actions/download-response";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { exportToWatch } from "@/lib/services/a-surveiller/export-to-watch";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const { name, stream } = await exportToWatch(scope);
    return downloadResponse(stream, name, XLSX);
  });
}
