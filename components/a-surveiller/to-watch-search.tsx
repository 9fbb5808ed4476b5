import { Search, X } from "lucide-react";
import { FilterForm } from "@/components/data-table/filter-form";
import { listUrl } from "@/components/data-table/list-url";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { ToWatchView } from "@/lib/services/a-surveiller/a-surveiller.types";
import { toWatchParams, toWatchPath } from "./to-watch-params";

/** One search for all the lists. */
export function ToWatchSearch({ uai, view }: { uai: string; view: ToWatchView }) {
  const path = toWatchPath(uai);
  const params = toWatchParams(view);
  return (
    <FilterForm path={path} params={params}>
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
