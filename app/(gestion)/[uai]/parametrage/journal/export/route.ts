import { downloadResponse, XLSX } from "@/lib/actions/download-response";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const filters = parseAuditFilters(Object.fromEntries(new URL(request.url).searchParams));
    const { name, stream } = await exportAudit(scope, filters);
    return downloadResponse(stream, name, XLSX);
  });
}
