import type { ReactNode } from "react";
import { activeFilters } from "./active-filters";
import type { Column, ListParams, Search, Sort } from "./column.types";
import { describeOrder } from "./describe-order";
import { FilterChips } from "./filter-chips";
import { FilterForm } from "./filter-form";
import { Headings } from "./headings";
import { ListBar } from "./list-bar";
import { ListNews } from "./list-news";
import { valuesOf } from "./list-url";
import { Pagination } from "./pagination";

type DataTableProps = {
  /** What the table holds, said to those who cannot see it. */
  title: string;
  /** The page's path, and what its URL holds. */
  path: string;
  params: ListParams;
  columns: readonly Column[];
  /** What it is searched by that has no column: above it. */
  besides?: readonly Search[];
  sort: Sort;
  page: number;
  pages: number;
  summary: ReactNode;
  /** The same as a sentence, said aloud when it changes. */
  count: string;
  /** The lines, in a `tbody`; null when none is left. */
  children: ReactNode;
  /** What to say when no line is left. */
  empty: ReactNode;
};

/** A list of any kind: searches, sort and page live in the URL, so that it works without JavaScript and can be sent to a colleague. */
export function DataTable(props: DataTableProps) {
  const { title, path, params, columns, besides = [], sort, page, pages, summary, count, children, empty } = props;
  const searches = [...besides, ...columns];
  const kept = Object.keys(params).filter((name) => name !== "page" && searches.every(({ key }) => key !== name));

  const searched = JSON.stringify(searches.map(({ key }) => valuesOf(params, key)));

  return (
    <div className="space-y-3">
      <ListNews count={count} searched={searched} order={describeOrder(columns, sort)} />
      <FilterForm path={path} params={params}>
        {kept.flatMap((name) =>
          valuesOf(params, name).map((value) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          )),
        )}
        <div className="group/liste space-y-3">
          <ListBar summary={summary} besides={besides} params={params} />
          <FilterChips filters={activeFilters(searches, params)} path={path} params={params} />
          <table className="block w-full text-dense tabular-nums tableau:table tableau:table-fixed tableau:border-separate tableau:border-spacing-0">
            <caption className="sr-only">{title}</caption>
            <colgroup className="hidden tableau:table-column-group">
              {columns.map((column) => (
                <col key={column.key} style={{ width: column.width }} />
              ))}
            </colgroup>
            <Headings columns={columns} sort={sort} path={path} params={params} />
            {children ?? (
              <tbody className="mt-3 block tableau:table-row-group">
                <tr className="block rounded-lg border border-trait bg-surface tableau:table-row">
                  <td
                    colSpan={columns.length}
                    className="block px-5 py-10 text-center text-sm tableau:table-cell tableau:border tableau:border-t-0 tableau:border-trait"
                  >
                    {empty}
                  </td>
                </tr>
              </tbody>
            )}
          </table>
        </div>
      </FilterForm>
      <Pagination page={page} pages={pages} path={path} params={params} />
    </div>
  );
}
