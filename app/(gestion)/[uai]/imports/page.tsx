import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ImportsPage } from "@/components/imports/imports-page";
import { importPath } from "@/components/imports/preview/import-path";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { readFlash } from "@/lib/auth/flash";
import { hasPermission } from "@/lib/domain/roles";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { env } from "@/lib/env";
import { listImports } from "@/lib/services/imports/list-imports";

export const metadata: Metadata = { title: "Importer" };

const REFUSED = "Le fichier n'a pas été importé : recommencez.";

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const parsed = await searchParams;
  // Links of old, in e-mails and bookmarks.
  const chosen = textParam(100).parse(parsed.bilan);
  if (chosen !== "") redirect(importPath(uai, chosen));
  const refusal = parsed.refus === undefined ? "" : ((await readFlash()) ?? REFUSED);
  const { role, history } = await scopedPage(uai, async (scope) => ({
    role: scope.etablissement.role,
    history: await listImports(scope),
  }));
  return (
    <ImportsPage
      uai={uai}
      canImport={hasPermission(role, "manage")}
      upload={{ address: `/api/imports/${uai}`, maxMb: env().IMPORT_MAX_MB, refusal }}
      history={history}
    />
  );
}
