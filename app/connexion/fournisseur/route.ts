import { startOidc } from "@/lib/auth/start-oidc";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const depart = env().OIDC_ISSUER ? await startOidc() : null;
  const answer = new Response(null, { status: 303, headers: { location: depart?.address ?? "/connexion" } });
  for (const cookie of depart?.cookies ?? []) answer.headers.append("set-cookie", cookie);
  return answer;
}
