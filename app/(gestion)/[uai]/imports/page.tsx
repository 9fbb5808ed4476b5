import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImportsPage } from "@/components/imports/imports-page";
import { importPath } from "@/components/imports/preview/import-path";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { readFlash } from "@/lib/auth/flash";
import { hasPermission } from "@/lib/domain/roles";
import { positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import { env } from "@/lib/env";
import { listImports } from "@/lib/services/imports/list-imports";
import { listMatchings, listNeighbours } from "@/lib/services/imports/matchings/manage-matchings";
import { changeMatching } from "./actions";

export const metadata: Metadata = { title: "Importer" };

const REFUSED = "Le fichier n'a pas été importé : recommencez.";

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const parsed = await searchParams;
  // Links of old, in e-mails and bookmarks.
  const chosen = textParam(100).parse(parsed.bilan);
  if (chosen !== "") redirect(importPath(uai, chosen));
  const refusal = parsed.refus === undefined ? "" : ((await readFlash()) ?? REFUSED);
  const page = positiveParam.parse(parsed.page) ?? 1;
  const { canImport, history, known } = await scopedPage(uai, async (scope) => {
    const canImport = hasPermission(scope.etablissement.role, "manage");
    const known = canImport ? { matchings: await listMatchings(scope), neighbours: await listNeighbours(scope) } : null;
    return { canImport, history: await listImports(scope, page), known };
  });
  return (
    <ImportsPage
      uai={uai}
      canImport={canImport}
      upload={{ address: `/api/imports/${uai}`, maxMb: env().IMPORT_MAX_MB, refusal }}
      history={history}
      matchings={known === null ? null : { ...known, change: changeMatching.bind(null, uai) }}
    />
  );
}
