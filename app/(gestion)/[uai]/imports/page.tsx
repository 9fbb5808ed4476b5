import type { Metadata } from "next";
import { ImportsPage } from "@/components/imports/imports-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { authorize } from "@/lib/services/etablissements/authorize";
import { listImports } from "@/lib/services/imports/list-imports";
import { loadEndedCorrections } from "@/lib/services/imports/load-ended-corrections";
import { onImport } from "./actions";

export const metadata: Metadata = { title: "Importer" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<{ bilan?: string }> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const { bilan: summary } = await searchParams;
  const { role, history, chosen, ended } = await signedInPage(async (ctx) => {
    const { role } = await authorize(ctx, uai, "view");
    const history = await listImports(ctx, uai);
    const chosen = history.find(({ id }) => id === summary) ?? null;
    const ended = chosen === null ? [] : await loadEndedCorrections(ctx, uai, chosen.id);
    return { role, history, chosen, ended };
  });
  return (
    <ImportsPage
      uai={uai}
      canImport={hasPermission(role, "manage")}
      onImport={onImport.bind(null, uai)}
      summary={chosen}
      ended={ended}
      history={history}
    />
  );
}
