import type { Metadata } from "next";
import { ImportsPage } from "@/components/imports/imports-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { readFlash } from "@/lib/auth/flash";
import { hasPermission } from "@/lib/domain/roles";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { env } from "@/lib/env";
import { listImports } from "@/lib/services/imports/list-imports";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";

export const metadata: Metadata = { title: "Importer" };

const REFUSED = "Le fichier n'a pas été importé : recommencez.";

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const parsed = await searchParams;
  const summary = textParam(100).parse(parsed.bilan);
  const refusal = parsed.refus === undefined ? "" : ((await readFlash()) ?? REFUSED);
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
      upload={{ address: `/api/imports/${uai}`, maxMb: env().IMPORT_MAX_MB, refusal }}
      summary={chosen}
      ended={ended}
      history={history}
    />
  );
}
