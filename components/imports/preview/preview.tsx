import { Check, CircleX, Download } from "lucide-react";
import { ListNews } from "@/components/data-table/list-news";
import { Pagination } from "@/components/data-table/pagination";
import { OneButtonForm } from "@/components/forms/one-button-form";
import { Message } from "@/components/shell/message";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardContent } from "@/components/ui/card";
import { movedSentence } from "@/lib/domain/left-behind";
import { plural } from "@/lib/domain/plural";
import type { ImportDetail } from "@/lib/services/imports/preview/preview.types";
import { EmptiedNote } from "./emptied-note";
import type { ImportActions } from "./import-actions.types";
import { importPath } from "./import-path";
import { PreviewAbsents } from "./preview-absents";
import { PreviewCounters } from "./preview-counters";
import { PreviewEffect } from "./preview-effect";
import { PreviewRows } from "./preview-rows";
import { VIEW_HELP, VIEWS } from "./preview-words";
import { ReadingNotes } from "./reading-notes";

type PreviewProps = { uai: string; detail: ImportDetail; actions: ImportActions | null };

/** What an import would change, nothing being written yet: in all, then row by row. */
export function Preview({ uai, detail, actions }: PreviewProps) {
  const { summary, reading, table } = detail;
  const path = importPath(uai, summary.id);
  const changes = summary.created + summary.modified;
  return (
    <div className="space-y-4">
      {summary.refusal === null ? null : <Message tone="error">{summary.refusal}</Message>}
      <EmptiedNote emptied={detail.emptied} />
      {detail.moved === 0 ? null : (
        <Message tone="attention" title="Le TBA aura des dossiers en double">
          {movedSentence(detail.moved)}
        </Message>
      )}
      <Card>
        <CardContent className="space-y-3">
          <PreviewEffect summary={summary} effect={detail.effect} />
          {reading === null ? null : <ReadingNotes reading={reading} />}
          {actions === null ? null : (
            <div className="flex flex-wrap items-start gap-2">
              <OneButtonForm action={actions.apply} busyLabel="Un instant…" icon={<Check aria-hidden="true" />}>
                Appliquer{changes === 0 ? "" : ` (${plural(changes, "dossier")})`}
              </OneButtonForm>
              <PageLink href={`${path}?etape=colonnes`} className={buttonVariants({ variant: "secondary" })}>
                Revoir les colonnes
              </PageLink>
              <OneButtonForm
                action={actions.cancel}
                busyLabel="Abandon…"
                farewell="L'import est abandonné."
                icon={<CircleX aria-hidden="true" />}
                variant="secondary"
              >
                Abandonner
              </OneButtonForm>
            </div>
          )}
          <p className="text-dense text-encre-douce">
            Rien n'est encore écrit : vos dossiers ne changent qu'une fois l'import appliqué.
          </p>
        </CardContent>
      </Card>
      {table === null ? null : <PreviewList uai={uai} detail={detail} table={table} actions={actions} />}
    </div>
  );
}

type PreviewListProps = PreviewProps & { table: NonNullable<ImportDetail["table"]> };

function PreviewList({ uai, detail, table, actions }: PreviewListProps) {
  const path = importPath(uai, detail.summary.id);
  const { view, counts, page, pages } = table;
  const { label, empty } = VIEWS[view];
  const help = VIEW_HELP[view];
  const severalSheets = (detail.reading?.sheets.filter(({ taken }) => taken).length ?? 0) > 1;
  return (
    <div className="space-y-3">
      <ListNews count={`${label} : ${plural(counts[view], "ligne")}.`} searched={view} order="" />
      <PreviewCounters path={path} table={table} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">{label}</h2>
        {view === "ecartes" && counts.ecartes > 0 ? (
          <a href={`${path}/lignes-ecartees`} className={buttonVariants({ variant: "secondary", size: "small" })}>
            <Download aria-hidden="true" />
            Télécharger les lignes écartées
          </a>
        ) : null}
      </div>
      {counts[view] === 0 ? (
        <p className="text-encre-douce">{empty}</p>
      ) : (
        <>
          {help === undefined ? null : <p className="text-encre-douce">{help}</p>}
          {view === "absents" ? (
            <PreviewAbsents uai={uai} absents={table.absents} />
          ) : (
            <PreviewRows
              key={`${view} ${page}`}
              uai={uai}
              title={label}
              view={view}
              rows={table.rows}
              severalSheets={severalSheets}
              answer={actions?.answer ?? null}
            />
          )}
          <Pagination page={page} pages={pages} path={path} params={{ voir: view }} />
        </>
      )}
    </div>
  );
}
