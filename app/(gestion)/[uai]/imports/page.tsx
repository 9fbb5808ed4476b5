import type { Metadata } from "next";
import { ImportsPage } from "@/components/imports/imports-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { listImports } from "@/lib/services/imports/list-imports";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";
import { importRows } from "./actions";

export const metadata: Metadata = { title: "Importer" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const summary = textParam(100).parse((await searchParams).bilan);
  const { role, history, chosen, ended } = await scopedPage(uai, async (scope) => {
    const history = await listImports(scope);
    const chosen = history.find(({ id }) => id === summary) ?? null;
    const ended = chosen === null ? [] : await loadEndedCorrections(scope, chosen.id);
    return { role: scope.etablissement.role, history, chosen, ended };
  });
  return (
    <ImportsPage
      uai={uai}
      canImport={hasPermission(role, "manage")}
      importRows={importRows.bind(null, uai)}
      summary={chosen}
      ended={ended}
      history={history}
    />
  );
}
