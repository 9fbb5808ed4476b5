import { fileRoute } from "@/lib/actions/file-route";
import { workAfterResponse } from "@/lib/actions/work-after-response";
import { env } from "@/lib/env";
import { queue } from "@/lib/night/process-queue";
import { receiveImport } from "@/lib/services/imports/receive-import";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

/** Takes the file of the page «Importer». Under /api, where no proxy of ours copies the body before the right is checked. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  const back = `/${encodeURIComponent(uai)}/imports`;
  const maxSize = env().IMPORT_MAX_MB * 1024 * 1024;
  return fileRoute(request, { uai, permission: "manage", back, maxSize }, async (scope, file) => {
    const { id } = await receiveImport(scope, await queue(), file);
    workAfterResponse();
    return `${back}/${id}`;
  });
}
