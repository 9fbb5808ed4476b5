import { fileRoute } from "@/lib/actions/file-route";
import { workAfterResponse } from "@/lib/actions/work-after-response";
import { notKeptQuery } from "@/lib/domain/rapprochement/not-kept";
import { env } from "@/lib/env";
import { queue } from "@/lib/night/process-queue";
import { receiveList } from "@/lib/services/rapprochement/receive-list";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ uai: string }> };

/** Takes a named list of the TBA from the page «Rapprochement». Under /api/imports, where no proxy of ours copies the body. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { uai } = await params;
  const back = `/${encodeURIComponent(uai)}/etablissement/rapprochement`;
  const maxSize = env().IMPORT_MAX_MB * 1024 * 1024;
  return fileRoute(request, { uai, permission: "manage", back, maxSize }, async (scope, file) => {
    const { notKept } = await receiveList(scope, await queue(), file);
    workAfterResponse();
    return `${back}${notKeptQuery(notKept)}`;
  });
}
