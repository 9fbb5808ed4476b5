import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Column, ListParams, Sort } from "./column.types";
import { FilterForm } from "./filter-form";
import { Headings } from "./headings";
import { ListBar } from "./list-bar";
import { listUrl } from "./list-url";
import { Pagination } from "./pagination";

type DataTableProps<Row> = {
  /** What the table holds, said to those who cannot see it. */
  title: string;
  /** The page's path, and what its URL holds. */
  path: string;
  params: ListParams;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort: Sort;
  page: number;
  pages: number;
  summary: ReactNode;
  /** What to say when no line is left. */
  empty: ReactNode;
};

// Long texts wrap, never cut: what one reads is whole on every screen, and no line moves under the pointer.
const BOX =
  "flex gap-3 py-1 first:pt-0 last:pb-0 tableau:table-cell tableau:border-b tableau:border-trait tableau:px-2.5 tableau:py-2 tableau:align-middle print:align-top! tableau:first:border-l tableau:first:pt-2 tableau:last:border-r tableau:last:pb-2";

/** A list of any kind: searches, sort and page live in the URL, so that it works without JavaScript and can be sent to a colleague. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { title, path, params, columns, rows, rowKey, sort, page, pages, summary, empty } = props;
  const searches = columns.map((column) => column.key);
  const kept = Object.entries(params).filter(([name]) => name !== "page" && !searches.includes(name));
  const filter = searches.some((key) => (params[key] ?? "") !== "");
  const cleared = Object.fromEntries(searches.map((key) => [key, null]));

  return (
    <div className="space-y-3">
      <FilterForm path={path} params={params}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="group/liste space-y-3">
          <ListBar summary={summary} withoutFilters={filter ? listUrl(path, params, cleared) : null} />
          <table className="block w-full text-dense tabular-nums tableau:table tableau:table-fixed tableau:border-separate tableau:border-spacing-0">
            <caption className="sr-only">{title}</caption>
            <colgroup className="hidden tableau:table-column-group">
              {columns.map((column) => (
                <col key={column.key} style={{ width: column.width }} />
              ))}
            </colgroup>
            <Headings columns={columns} sort={sort} path={path} params={params} />
            <tbody className="mt-3 grid gap-2.5 sm:grid-cols-2 tableau:table-row-group">
              {rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  className="block rounded-lg border border-trait bg-surface p-3.5 shadow-carte tableau:table-row tableau:shadow-none tableau:hover:bg-surface-douce/60"
                >
                  {columns.map((column) => (
                    <td key={column.key} className={cn(BOX, column.align === "droite" && "tableau:text-right")}>
                      <span className="w-24 shrink-0 text-encre-douce tableau:hidden">{column.title}</span>
                      <div className="min-w-0 flex-1 wrap-break-word">{column.render(row)}</div>
                    </td>
                  ))}
                </tr>
              ))}
              {rows.length === 0 ? (
                <tr className="block rounded-lg border border-trait bg-surface sm:col-span-2 tableau:table-row">
                  <td
                    colSpan={columns.length}
                    className="block px-5 py-10 text-center text-sm tableau:table-cell tableau:border tableau:border-t-0 tableau:border-trait"
                  >
                    {empty}
                  </td>
                </tr>
              ) : null}
            </tbody>
          </table>
        </div>
      </FilterForm>
      <Pagination page={page} pages={pages} path={path} params={params} />
    </div>
  );
}
