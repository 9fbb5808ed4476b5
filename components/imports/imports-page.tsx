import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent } from "@/components/ui/card";
import type { EndedCorrection, ImportSummary } from "@/lib/services/imports/imports.types";
import { ImportForm, type Upload } from "./import-form";
import { ImportHistory } from "./import-history";
import { ImportResult } from "./import-result";

export type ImportsPageProps = {
  uai: string;
  canImport: boolean;
  upload: Upload;
  /** The import to show in full: the last one, the one that the URL names (`summary`). */
  summary: ImportSummary | null;
  /** The corrections that the one shown ended. */
  ended: readonly EndedCorrection[];
  history: readonly ImportSummary[];
};

/** «Établissement › Importer». */
export function ImportsPage({ uai, canImport, upload, summary, ended, history }: ImportsPageProps) {
  return (
    <div className="max-w-5xl space-y-5">
      <PageHeader title="Importer" path={["Établissement"]} />
      {canImport ? (
        <Card>
          <CardContent>
            <ImportForm upload={upload} />
          </CardContent>
        </Card>
      ) : (
        <Message tone="info" title="Lecture seule">
          Seuls les gestionnaires et les administrateurs de l'établissement peuvent importer un fichier.
        </Message>
      )}
      {summary === null ? null : <ImportResult uai={uai} summary={summary} ended={ended} />}
      <ImportHistory imports={history} path={`/${uai}/imports`} chosen={summary?.id ?? null} />
    </div>
  );
}
