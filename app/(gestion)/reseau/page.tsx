import type { Metadata } from "next";
import { cache } from "react";
import { ReseauPage } from "@/components/reseau/reseau-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

/** Read once for the title and the page: `query` is what its address holds, as text. */
const readReseau = cache((query: string) =>
  signedInPage(async (ctx) => {
    const filters = parseReseauFilters(JSON.parse(query));
    return { filters, page: await loadReseau(ctx, filters) };
  }),
);

const readPage = async ({ searchParams }: Props) => readReseau(JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  await readPage(props);
  return { title: "Réseau" };
}

export default async function Page(props: Props) {
  const { page, filters } = await readPage(props);
  return <ReseauPage page={page} filters={filters} alerteLabels={SUBSCRIPTION_LABELS} />;
}
