import { testJeton } from "@/lib/actions/software/dossiers-routes";
import { softwareContext } from "@/lib/actions/software/software-context";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  return testJeton(request, await softwareContext(request));
}
