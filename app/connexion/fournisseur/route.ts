import { publicRoute } from "@/lib/actions/public-route";
import { keepAskedLink } from "@/lib/auth/asked-link";
import { writeFlash } from "@/lib/auth/flash";
import { oidcProvider } from "@/lib/auth/oidc-provider";
import { startOidc } from "@/lib/auth/start-oidc";
import { ServiceError } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** Null without a provider, and when too many ask: the sign-in page then says so. */
async function start(): ReturnType<typeof startOidc> {
  if (oidcProvider() === null) return null;
  try {
    return await startOidc();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    await writeFlash(error.message);
    return null;
  }
}

/** Starts a sign-in at the provider; without one, back to the sign-in page. `relier`: what the link of «Mon compte» holds. */
export function GET(request: Request): Promise<Response> {
  return publicRoute(async () => {
    await keepAskedLink(new URL(request.url).searchParams.get("relier") ?? "");
    const started = await start();
    const answer = new Response(null, { status: 303, headers: { location: started?.address ?? "/connexion" } });
    for (const cookie of started?.cookies ?? []) answer.headers.append("set-cookie", cookie);
    return answer;
  });
}
