import { publicRoute } from "@/lib/actions/public-route";
import { keepLinkToken } from "@/lib/auth/link-cookie";

export const dynamic = "force-dynamic";

const MAX_LENGTH = 200;
const goTo = (location: string) =>
  new Response(null, {
    status: 303,
    headers: { location, "referrer-policy": "no-referrer", "cache-control": "no-store" },
  });

/** The link of an e-mail: its token goes to a cookie, and out of the address. Opening it uses nothing up. */
export function GET(request: Request): Promise<Response> {
  return publicRoute(async () => {
    const { searchParams } = new URL(request.url);
    const [invitation, reset] = ["invitation", "mot-de-passe"].map((name) =>
      (searchParams.get(name) ?? "").slice(0, MAX_LENGTH),
    );
    if (invitation) {
      await keepLinkToken("invitation", invitation);
      return goTo("/connexion/invitation");
    }
    await keepLinkToken("password-reset", reset ?? "");
    return goTo("/connexion/nouveau-mot-de-passe");
  });
}
