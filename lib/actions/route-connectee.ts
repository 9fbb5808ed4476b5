import { contexteConnecte } from "@/lib/auth/session";
import type { Contexte } from "@/lib/services/contexte";
import { repondreErreur } from "./repondre-erreur";

/** What a route answers: the service's response, or the error as JSON with its status. */
export async function routeConnectee(repondre: (contexte: Contexte) => Promise<Response>): Promise<Response> {
  try {
    return await repondre(await contexteConnecte());
  } catch (erreur) {
    const { statutHttp, code, message } = repondreErreur(erreur);
    return Response.json({ erreur: code, message }, { status: statutHttp });
  }
}
