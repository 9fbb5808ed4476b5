import type { Metadata } from "next";
import { ImportPage } from "@/components/imports/preview/import-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";
import { parsePreviewFilters } from "@/lib/services/imports/preview/list-preview";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { answer, apply, cancel, choose, readAgain, undo } from "./actions";

export const metadata: Metadata = { title: "Import" };

type Props = { params: Promise<{ uai: string; id: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const parsed = await searchParams;
  const { detail, ended, canImport } = await scopedPage(uai, async (scope) => {
    const detail = await loadImport(scope, id, parsePreviewFilters(parsed));
    const ended = detail.summary.state === "applied" ? await loadEndedCorrections(scope, detail.summary.id) : [];
    return { detail, ended, canImport: hasPermission(scope.etablissement.role, "manage") };
  });
  return (
    <ImportPage
      uai={uai}
      detail={detail}
      ended={ended}
      now={new Date().toISOString()}
      showColumns={textParam(20).parse(parsed.etape) === "colonnes"}
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
