import { ArrowLeft, ArrowRight } from "lucide-react";
import { listUrl } from "@/components/data-table/list-url";
import { Pagination } from "@/components/data-table/pagination";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import type { Listed, ToWatchList, ToWatchView } from "@/lib/services/a-surveiller/a-surveiller.types";
import { toWatchParams, toWatchPath } from "./to-watch-params";

type ListMoreProps = { uai: string; list: ToWatchList; listed: Listed<unknown>; view: ToWatchView };

/** Under the first lines of a list, the way to all of them; under a page of it, the other pages and the way back. */
export function ListMore({ uai, list, listed, view }: ListMoreProps) {
  const { items, kept, page, pages } = listed;
  const path = toWatchPath(uai);
  const params = toWatchParams(view);
  if (view.list === null) {
    if (kept <= items.length) return null;
    return (
      <PageLink
        href={listUrl(path, params, { liste: list })}
        className={buttonVariants({ variant: "secondary", size: "small", className: "print:hidden" })}
      >
        Voir les {kept.toLocaleString("fr-FR")}
        <ArrowRight aria-hidden="true" />
      </PageLink>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3 print:hidden">
      <PageLink
        href={listUrl(path, params, { liste: null })}
        className={buttonVariants({ variant: "discreet", size: "small" })}
      >
        <ArrowLeft aria-hidden="true" />
        Toutes les listes
      </PageLink>
      <Pagination page={page} pages={pages} path={path} params={params} />
    </div>
  );
}
