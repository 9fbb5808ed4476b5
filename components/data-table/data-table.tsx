import type { ReactNode } from "react";
import type { Column, ListParams, Sort } from "./column.types";
import { FilterForm } from "./filter-form";
import { Headings } from "./headings";
import { ListBar } from "./list-bar";
import { listUrl } from "./list-url";
import { Pagination } from "./pagination";

type DataTableProps = {
  /** What the table holds, said to those who cannot see it. */
  title: string;
  /** The page's path, and what its URL holds. */
  path: string;
  params: ListParams;
  columns: readonly Column[];
  sort: Sort;
  page: number;
  pages: number;
  summary: ReactNode;
  /** The lines, in a `tbody`; null when none is left. */
  children: ReactNode;
  /** What to say when no line is left. */
  empty: ReactNode;
};

/** A list of any kind: searches, sort and page live in the URL, so that it works without JavaScript and can be sent to a colleague. */
export function DataTable(props: DataTableProps) {
  const { title, path, params, columns, sort, page, pages, summary, children, empty } = props;
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
