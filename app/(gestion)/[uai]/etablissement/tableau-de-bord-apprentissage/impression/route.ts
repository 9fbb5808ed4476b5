import { listUrl } from "@/components/data-table/list-url";
import { printDocument } from "@/components/rapport/print-document";
import { rapportParams } from "@/components/rapport/rapport-params";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { rapportPath } from "@/lib/domain/rapport-path";
import { paramsOf } from "@/lib/domain/search-params";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { printRapport } from "@/lib/services/rapport/print-rapport";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const filters = parseFilters(paramsOf(new URL(request.url)));
    const back = listUrl(rapportPath(uai), rapportParams(filters), {});
    const html = printDocument(await printRapport(scope, filters), back, request.headers.get("x-nonce"));
    return new Response(html, {
      headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
    });
  });
}
