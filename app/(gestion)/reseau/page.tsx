import type { Metadata } from "next";
import { signOut } from "@/app/connexion/actions";
import { ReseauPage } from "@/components/reseau/reseau-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";

export const metadata: Metadata = { title: "Réseau" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const filters = parseReseauFilters(await searchParams);
  const page = await signedInPage((ctx) => loadReseau(ctx, filters));
  return <ReseauPage page={page} filters={filters} alerteLabels={SUBSCRIPTION_LABELS} signOut={signOut} />;
}
