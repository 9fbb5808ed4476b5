import type { ComponentProps } from "react";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent } from "@/components/ui/card";
import type { ImportList } from "@/lib/services/imports/imports.types";
import { ImportForm, type Upload } from "./import-form";
import { ImportHistory } from "./import-history";
import { MatchingList } from "./matchings/matching-list";

export type ImportsPageProps = {
  uai: string;
  canImport: boolean;
  upload: Upload;
  history: ImportList;
  /** Null for who may not import. */
  matchings: ComponentProps<typeof MatchingList> | null;
};

/** «Établissement › Importer». */
export function ImportsPage({ uai, canImport, upload, history, matchings }: ImportsPageProps) {
  return (
    <div className="max-w-5xl space-y-5">
      <PageHeader title="Importer" aide="importer" path={["Établissement"]} />
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
      {matchings === null ? null : <MatchingList {...matchings} />}
      <ImportHistory history={history} uai={uai} />
    </div>
  );
}
