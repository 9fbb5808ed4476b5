import { publicRoute } from "@/lib/actions/public-route";
import { keepAskedLink } from "@/lib/auth/asked-link";
import { oidcProvider } from "@/lib/auth/oidc-provider";
import { startOidc } from "@/lib/auth/start-oidc";

export const dynamic = "force-dynamic";

/** Starts a sign-in at the provider; without one, back to the sign-in page. `relier`: what the link of «Mon compte» holds. */
export function GET(request: Request): Promise<Response> {
  return publicRoute(async () => {
    await keepAskedLink(new URL(request.url).searchParams.get("relier") ?? "");
    const start = oidcProvider() === null ? null : await startOidc();
    const answer = new Response(null, { status: 303, headers: { location: start?.address ?? "/connexion" } });
    for (const cookie of start?.cookies ?? []) answer.headers.append("set-cookie", cookie);
    return answer;
  });
}
