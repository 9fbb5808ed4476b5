import { signedInRoute } from "@/lib/actions/signed-in-route";
import { exportRapport } from "@/lib/services/rapport/export-rapport";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  return signedInRoute(async (ctx) => {
    const { name, stream } = await exportRapport(ctx, uai);
    return new Response(stream, {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
