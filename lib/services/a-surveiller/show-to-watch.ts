import { z } from "zod";
import { foldText } from "@/lib/domain/fold-text";
import { positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import type { Scope } from "@/lib/services/etablissements/scope";
import {
  type Listed,
  TO_WATCH_LISTS,
  type ToWatch,
  type ToWatchList,
  type ToWatchShown,
  type ToWatchView,
} from "./a-surveiller.types";
import { loadToWatch } from "./load-to-watch";

/** How many lines of a list show: the first ones beside the other lists, and a page of it alone. What weighs more comes by fewer. */
const LINES = { first: 10, page: 50 } as const;
const FORMS = { first: 5, page: 25 } as const;
const TABLES = { first: 2, page: 8 } as const;
const SIZES: Readonly<Record<ToWatchList, { first: number; page: number }>> = {
  statuts: LINES,
  exclusions: LINES,
  anciens: LINES,
  "a-venir": LINES,
  absents: LINES,
  departs: FORMS,
  identifiants: TABLES,
  doublons: TABLES,
  tranches: FORMS,
  jumeaux: FORMS,
};

const VIEW = z.object({
  liste: textParam(20).pipe(z.enum(TO_WATCH_LISTS)).nullable().catch(null),
  page: positiveParam,
  recherche: textParam(100),
  declarer: textParam(36),
});

/** What the URL asks for; what it should not ask is ignored. */
export function parseToWatchView(params: SearchParams): ToWatchView {
  const { liste, page, recherche, declarer } = VIEW.parse(params);
  return { list: liste, page: page ?? 1, searched: recherche, declaring: declarer };
}

/** The lines of a list that a view shows. `textOf`: what a search looks in. */
function listed<T>(all: readonly T[], list: ToWatchList, view: ToWatchView, textOf: (item: T) => string): Listed<T> {
  const searched = foldText(view.searched);
  const kept = searched === "" ? all : all.filter((item) => foldText(textOf(item)).includes(searched));
  if (view.list !== null && view.list !== list) return { items: [], kept: kept.length, page: 1, pages: 1 };
  const size = view.list === null ? SIZES[list].first : SIZES[list].page;
  const pages = Math.max(1, Math.ceil(kept.length / size));
  const page = view.list === null ? 1 : Math.min(view.page, pages);
  return { items: kept.slice((page - 1) * size, page * size), kept: kept.length, page, pages };
}

const located = ({ apprenant, formation }: { apprenant: string; formation: string }) => `${apprenant} ${formation}`;

/** Of all that there is to watch, what a view shows. */
export function selectToWatch(all: ToWatch, view: ToWatchView): ToWatchShown {
  const { today, file, softwares, canAct } = all;
  return {
    ...{ today, file, softwares, canAct, view },
    statuts: listed(all.changes, "statuts", view, located),
    exclusions: listed(all.takenBack, "exclusions", view, located),
    anciens: listed(all.leftBehind, "anciens", view, (one) => `${located(one)} ${one.identifier} ${one.under}`),
    "a-venir": listed(all.notBegun, "a-venir", view, located),
    absents: listed(all.absents, "absents", view, located),
    departs: listed(all.departs, "departs", view, located),
    identifiants: listed(
      all.held,
      "identifiants",
      view,
      ({ identifier, known, sent }) => `${identifier} ${known.name} ${sent.name}`,
    ),
    doublons: listed(all.duplicates, "doublons", view, ([a, b]) => `${located(a)} ${a.identifier} ${b.identifier}`),
    tranches: listed(all.keptIdentities, "tranches", view, ({ kept, dropped }) => `${kept} ${dropped}`),
    jumeaux: listed(all.jumeaux, "jumeaux", view, ({ first, second, names }) => `${first} ${second} ${names}`),
  };
}

/** The page «À surveiller»: the first lines of each list, or a page of one. */
export async function showToWatch(scope: Scope, view: ToWatchView): Promise<ToWatchShown> {
  return selectToWatch(await loadToWatch(scope), view);
}
