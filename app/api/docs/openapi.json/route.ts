import { publicRoute } from "@/lib/actions/public-route";
import { env } from "@/lib/env";
import { apiDocument } from "@/lib/services/api-docs/api-document";
import pkg from "@/package.json";

export const dynamic = "force-dynamic";

/** The OpenAPI document. Open to all: it says how to call, and nothing of anybody. */
export function GET(): Promise<Response> {
  return publicRoute(async () => Response.json(apiDocument(`${env().NEXTAUTH_URL}/api`, pkg.version)));
}
