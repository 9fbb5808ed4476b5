import type { Metadata } from "next";
import { cache } from "react";
import { CausePage } from "@/components/deblocage/cause-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { formatSirets } from "@/lib/domain/format-siret";
import type { SearchParams } from "@/lib/domain/search-params";
import { parseRequest } from "@/lib/services/deblocage/handle-form";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { correct } from "./actions";

type Props = {
  params: Promise<{ uai: string; cause: string }>;
  searchParams: Promise<SearchParams>;
};

/** Read once for the title and the page: `query` is what its address holds, as text. */
const readCause = cache((uai: string, cause: string, query: string) =>
  scopedPage(uai, async (scope) => {
    const request = parseRequest(cause, JSON.parse(query));
    return { uai, request, detail: await loadCause(scope, request) };
  }),
);

const readPage = async ({ params, searchParams }: Props) => {
  const { uai, cause } = await params;
  return readCause(uai, cause, JSON.stringify(await searchParams));
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await readPage(props);
  return { title: detail === null ? "Plan de déblocage" : formatSirets(detail.cause.title) };
}

export default async function Page(props: Props) {
  const { uai, request, detail } = await readPage(props);
  return (
    <CausePage
      uai={uai}
      detail={detail}
      searches={request.searches}
      correct={correct.bind(null, uai, { ...request, champ: detail?.champ ?? "" })}
    />
  );
}
