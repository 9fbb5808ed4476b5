import { downloadResponse, ZIP } from "@/lib/actions/download-response";
import { scopedRoute } from "@/lib/actions/scoped-route";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string; id: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { uai, id } = await params;
  return scopedRoute(request, uai, async (scope) => {
    const { name, bytes } = await extractPerson(scope, id);
    return downloadResponse(bytes, name, ZIP);
  });
}
