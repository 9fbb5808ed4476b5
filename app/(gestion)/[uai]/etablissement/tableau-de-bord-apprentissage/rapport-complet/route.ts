import { routeConnectee } from "@/lib/actions/route-connectee";
import { exporterRapport } from "@/lib/services/rapport/exporter-rapport";

export const dynamic = "force-dynamic";

type Parametres = { params: Promise<{ uai: string }> };

export async function GET(_: Request, { params }: Parametres): Promise<Response> {
  const { uai } = await params;
  return routeConnectee(async (contexte) => {
    const { nom, flux } = await exporterRapport(contexte, uai);
    return new Response(flux, {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${nom}"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
