import { db } from "@/db/client";
import { repondreErreur } from "@/lib/actions/repondre-erreur";
import { env } from "@/lib/env";
import { secretsEgaux } from "@/lib/securite/comparer-secrets";
import { passerLaNuit } from "@/lib/services/file/passer-la-nuit";
import { faireUnTour } from "@/lib/services/serveur/veille";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

/** After the night, where the host gives five minutes in all. */
const BUDGET_DU_TOUR_MS = 20_000;

/** The clock rings: the night of all the établissements, worked here within the time that the host gives. */
export async function GET(requete: Request): Promise<Response> {
  try {
    if (!secretsEgaux(requete.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`)) {
      return Response.json(
        { erreur: "NON_AUTORISE", message: "Le secret de l'horloge est absent ou faux." },
        { status: 401 },
      );
    }
    const base = await db();
    const nuit = await passerLaNuit({ db: base, maintenant: new Date() }, env().CRON_BUDGET_S * 1000);
    await faireUnTour(base, new Date(), AbortSignal.timeout(BUDGET_DU_TOUR_MS));
    return Response.json(nuit);
  } catch (erreur) {
    const { statutHttp, code, message } = repondreErreur(erreur);
    return Response.json({ erreur: code, message }, { status: statutHttp });
  }
}
