import { demarrerOidc } from "@/lib/auth/demarrer-oidc";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const depart = env().OIDC_EMETTEUR ? await demarrerOidc() : null;
  const reponse = new Response(null, { status: 303, headers: { location: depart?.adresse ?? "/connexion" } });
  for (const cookie of depart?.cookies ?? []) reponse.headers.append("set-cookie", cookie);
  return reponse;
}
