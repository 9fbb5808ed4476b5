import type { Metadata } from "next";
import { CausePage } from "@/components/deblocage/cause-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { parseRequest } from "@/lib/services/deblocage/handle-form";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { correct } from "./actions";

export const metadata: Metadata = { title: "Plan de déblocage" };

type Props = {
  params: Promise<{ uai: string; cause: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai, cause } = await params;
  const request = parseRequest(cause, await searchParams);
  const detail = await scopedPage(uai, (scope) => loadCause(scope, request));
  return (
    <CausePage
      uai={uai}
      detail={detail}
      searches={request.searches}
      correct={correct.bind(null, uai, { ...request, champ: detail?.champ ?? "" })}
    />
  );
}
