import type { Metadata } from "next";
import { cache } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ImportPage } from "@/components/imports/preview/import-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";
import { parsePreviewFilters } from "@/lib/services/imports/preview/list-preview";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { answer, apply, cancel, choose, readAgain, undo } from "./actions";

type Props = { params: Promise<{ uai: string; id: string }>; searchParams: Promise<SearchParams> };

/** Read once for the title and the page: `query` is what its address holds, as text. */
const readImport = cache((uai: string, id: string, query: string) =>
  scopedPage(uai, async (scope) => {
    const parsed: SearchParams = JSON.parse(query);
    const detail = await loadImport(scope, id, parsePreviewFilters(parsed));
    const ended = detail.summary.state === "applied" ? await loadEndedCorrections(scope, detail.summary.id) : [];
    const showColumns = textParam(20).parse(parsed.etape) === "colonnes";
    return { uai, id, detail, ended, showColumns, canImport: hasPermission(scope.etablissement.role, "manage") };
  }),
);

const readPage = async ({ params, searchParams }: Props) => {
  const { uai, id } = await params;
  return readImport(uai, id, JSON.stringify(await searchParams));
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { file, at } = (await readPage(props)).detail.summary;
  return { title: `${file}, import du ${parisInstant(at)}` };
}

export default async function Page(props: Props) {
  const { uai, id, detail, ended, showColumns, canImport } = await readPage(props);
  return (
    <ImportPage
      uai={uai}
      detail={detail}
      ended={ended}
      now={new Date().toISOString()}
      showColumns={showColumns}
      actions={
        canImport
          ? {
              answer: answer.bind(null, uai, id),
              apply: apply.bind(null, uai, id),
              cancel: cancel.bind(null, uai, id),
              choose: choose.bind(null, uai, id),
              readAgain: readAgain.bind(null, uai, id),
              undo: undo.bind(null, uai, id),
            }
          : null
      }
    />
  );
}
