import { Search, X } from "lucide-react";
import { FilterForm } from "@/components/data-table/filter-form";
import { ListNews } from "@/components/data-table/list-news";
import { listUrl } from "@/components/data-table/list-url";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { plural } from "@/lib/domain/plural";
import type { ToWatchView } from "@/lib/services/a-surveiller/a-surveiller.types";
import { toWatchParams, toWatchPath } from "./to-watch-params";

type ToWatchSearchProps = {
  uai: string;
  view: ToWatchView;
  /** How many lines the search keeps, in all the lists. */
  found: number;
};

/** One search for all the lists. */
export function ToWatchSearch({ uai, view, found }: ToWatchSearchProps) {
  const path = toWatchPath(uai);
  const params = toWatchParams(view);
  return (
    <FilterForm path={path} params={params}>
      <ListNews count={`${plural(found, "ligne trouvée", "lignes trouvées")}.`} searched={view.searched} order="" />
      {view.list === null ? null : <input type="hidden" name="liste" value={view.list} />}
      <div className="flex flex-wrap items-end gap-2 print:hidden">
        <div className="w-72 max-w-full">
          <Label htmlFor="recherche-a-surveiller">Apprenant ou formation</Label>
          <Input id="recherche-a-surveiller" name="recherche" defaultValue={view.searched} autoComplete="off" />
        </div>
        <Button type="submit" variant="secondary">
          <Search aria-hidden="true" />
          Rechercher
        </Button>
        {view.searched === "" ? null : (
          <PageLink
            href={listUrl(path, params, { recherche: null })}
            className={buttonVariants({ variant: "discreet" })}
          >
            <X aria-hidden="true" />
            Effacer
          </PageLink>
        )}
      </div>
    </FilterForm>
  );
}
