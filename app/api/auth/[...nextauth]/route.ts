import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/options";
import { leadToSignIn } from "@/lib/auth/refused-sign-in";
import { env } from "@/lib/env";

type Context = { params: Promise<{ nextauth: string[] }> };

/** All that a sign-in at the provider needs: the other addresses of next-auth are closed. */
const OPEN = new Set(["GET csrf", "POST signin/oidc", "GET callback/oidc"]);

async function respond(request: Request, ctx: Context): Promise<Response> {
  const { nextauth } = await ctx.params;
  if (!env().OIDC_ISSUER || !OPEN.has(`${request.method} ${nextauth.join("/")}`)) {
    return new Response(null, { status: 404 });
  }
  return leadToSignIn(await NextAuth(nextAuthOptions())(request, ctx));
}

export { respond as GET, respond as POST };
