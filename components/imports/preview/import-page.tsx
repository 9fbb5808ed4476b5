import { CircleX, Columns3, Play, Undo2 } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { OneButtonForm } from "@/components/forms/one-button-form";
import { ColumnsForm } from "@/components/imports/columns/columns-form";
import { formatSize } from "@/components/imports/format-size";
import { ImportResult } from "@/components/imports/import-result";
import { Message } from "@/components/shell/message";
import { News } from "@/components/shell/news";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { plural } from "@/lib/domain/plural";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { EndedCorrection } from "@/lib/services/imports/imports.types";
import { type ImportDetail, isImportMoving } from "@/lib/services/imports/preview/preview.types";
import type { ImportActions } from "./import-actions.types";
import { importPath } from "./import-path";
import { ImportProgress } from "./import-progress";
import { importSentence } from "./import-sentence";
import { ImportSteps } from "./import-steps";
import { Preview } from "./preview";

type ImportPageProps = {
  uai: string;
  detail: ImportDetail;
  ended: readonly EndedCorrection[];
  now: string;
  /** The columns are looked at again, from the preview. */
  showColumns: boolean;
  /** Null for who may only look. */
  actions: ImportActions | null;
};

/** One import, at whatever state it is: read, its columns asked about, shown, applied, or ended otherwise. */
export function ImportPage({ uai, detail, ended, now, showColumns, actions }: ImportPageProps) {
  const { summary } = detail;
  const size = summary.size === null ? "" : `, ${formatSize(summary.size)}`;
  return (
    <div className="max-w-6xl space-y-5">
      <PageHeader
        title={<span className="wrap-anywhere">{summary.file}</span>}
        aide="importer"
        path={["Établissement", "Importer"]}
      >
        <p className="text-encre-douce tabular-nums">
          {summary.state === "applied" ? "Importé" : "Reçu"} le {parisInstant(summary.at)} par {summary.by}
          {size}
        </p>
        <ImportSteps state={summary.state} />
      </PageHeader>
      <News sentence={importSentence(detail)} onArrival>
        <Body uai={uai} detail={detail} ended={ended} now={now} showColumns={showColumns} actions={actions} />
      </News>
      <p>
        <PageLink href={`/${uai}/imports`} className="font-medium text-lien underline-offset-4 hover:underline">
          Tous les imports
        </PageLink>
      </p>
    </div>
  );
}

function Cancel({ actions, children }: { actions: ImportActions; children: string }) {
  return (
    <OneButtonForm
      action={actions.cancel}
      busyLabel="Abandon…"
      farewell="L'import est abandonné."
      icon={<CircleX aria-hidden="true" />}
      variant="secondary"
    >
      {children}
    </OneButtonForm>
  );
}

function SameFile({ sameAs: { at, isLast } }: { sameAs: NonNullable<ImportDetail["sameAs"]> }) {
  return (
    <Message tone="attention" title={isLast ? "Ce fichier est déjà importé" : "Ce fichier a déjà été importé"}>
      C'est exactement le même fichier que celui du {parisInstant(at)}
      {isLast
        ? ", et rien n'a été importé depuis : il ne changerait rien."
        : ", mais cet import fut annulé, ou d'autres sont venus depuis : lisez-le pour voir ce qu'il changerait."}
    </Message>
  );
}

function Body({ uai, detail, ended, now, showColumns, actions }: ImportPageProps) {
  const { summary, progress, reading, sameAs } = detail;
  const { state } = summary;
  if (state === "received" && sameAs !== null) {
    return (
      <div className="space-y-3">
        <SameFile sameAs={sameAs} />
        {actions === null ? null : (
          <div className="flex flex-wrap gap-2">
            <OneButtonForm action={actions.readAgain} busyLabel="Lecture…" icon={<Play aria-hidden="true" />}>
              Le lire quand même
            </OneButtonForm>
            <Cancel actions={actions}>Abandonner</Cancel>
          </div>
        )}
      </div>
    );
  }
  if (isImportMoving(summary)) {
    return (
      <div className="space-y-3">
        <ImportProgress key={state} uai={uai} id={summary.id} standing={{ state, progress }} now={now} />
        {actions === null || state === "applying" ? null : <Cancel actions={actions}>Annuler la lecture</Cancel>}
      </div>
    );
  }
  if (reading !== null && actions !== null && (state === "columns" || (state === "preview" && showColumns))) {
    return (
      <div className="space-y-4">
        {detail.answered === 0 ? null : (
          <Message tone="attention" title="Le fichier sera relu">
            Ce que vous avez dit ou corrigé dans l'aperçu ({plural(detail.answered, "ligne")}) sera à redire.
          </Message>
        )}
        <ColumnsForm reading={reading} proposed={detail.proposed} fileName={summary.file} choose={actions.choose} />
        <Cancel actions={actions}>Abandonner cet import</Cancel>
      </div>
    );
  }
  if (state === "columns")
    return <Message tone="info">Un gestionnaire doit dire ce que contiennent ses colonnes.</Message>;
  if (state === "preview") return <Preview uai={uai} detail={detail} actions={actions} />;
  if (state === "refused") {
    return (
      <div className="space-y-3">
        <Message tone="error" title="Ce fichier n'est pas importé">
          {summary.refusal}
        </Message>
        {actions === null ? null : (
          <PageLink href={`/${uai}/imports`} className={buttonVariants({})}>
            Importer un autre fichier
          </PageLink>
        )}
      </div>
    );
  }
  if (state === "cancelled") return <Message tone="info">Cet import a été abandonné : rien n'en est écrit.</Message>;
  return (
    <div className="space-y-4">
      {state === "undone" ? <Message tone="info">Cet import a été annulé.</Message> : null}
      {state === "applied" ? (
        <div className="flex flex-wrap items-start gap-2">
          <PageLink href={rapportPath(uai)} className={buttonVariants({})}>
            <Columns3 aria-hidden="true" />
            Voir ce qui bloque
          </PageLink>
          {detail.undoable && actions !== null ? (
            <OneButtonForm
              action={actions.undo}
              busyLabel="Annulation…"
              icon={<Undo2 aria-hidden="true" />}
              variant="secondary"
            >
              Annuler cet import
            </OneButtonForm>
          ) : null}
        </div>
      ) : null}
      <ImportResult
        uai={uai}
        summary={summary}
        ended={ended}
        download={`${importPath(uai, summary.id)}/lignes-ecartees`}
      />
    </div>
  );
}
