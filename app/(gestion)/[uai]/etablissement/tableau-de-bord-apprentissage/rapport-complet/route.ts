import { scopedRoute } from "@/lib/actions/scoped-route";
import { exportRapport } from "@/lib/services/rapport/export-rapport";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return scopedRoute(uai, async (scope) => {
    const { name, stream } = await exportRapport(scope);
    return new Response(stream, {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
