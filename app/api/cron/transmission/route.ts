import { db } from "@/db/client";
import { repondreErreur } from "@/lib/actions/repondre-erreur";
import { env } from "@/lib/env";
import { secretsEgaux } from "@/lib/securite/comparer-secrets";
import { clientTba } from "@/lib/services/tba/client-tba";
import { passerLaNuit } from "@/lib/services/transmission/passer-la-nuit";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

/** The clock rings: the night of all the établissements. */
export async function GET(requete: Request): Promise<Response> {
  try {
    if (!secretsEgaux(requete.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`)) {
      return Response.json(
        { erreur: "NON_AUTORISE", message: "Le secret de l'horloge est absent ou faux." },
        { status: 401 },
      );
    }
    const nuits = await passerLaNuit({ db: await db(), maintenant: new Date() }, { tba: clientTba() });
    return Response.json({ etablissements: nuits.length, nuits });
  } catch (erreur) {
    const { statutHttp, code, message } = repondreErreur(erreur);
    return Response.json({ erreur: code, message }, { status: statutHttp });
  }
}
