import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/options";

type ServiceContext = { params: Promise<{ nextauth: string[] }> };

function respond(request: Request, ctx: ServiceContext): Promise<Response> {
  return NextAuth(nextAuthOptions())(request, ctx);
}

export { respond as GET, respond as POST };
