import type { FormAction } from "@/components/forms/form-action.types";
import { RowsThatGo } from "@/components/forms/rows-that-go";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { MatchingLine, Neighbour } from "@/lib/services/imports/matchings/matchings.types";
import { MatchingRow } from "./matching-row";

type MatchingListProps = { matchings: readonly MatchingLine[]; neighbours: readonly Neighbour[]; change: FormAction };

/** What is remembered of the shapes of files: each with its name, to be renamed, given to a neighbour or forgotten. */
export function MatchingList({ matchings, neighbours, change }: MatchingListProps) {
  return (
    <RowsThatGo>{matchings.length === 0 ? null : <KeptMatchings {...{ matchings, neighbours, change }} />}</RowsThatGo>
  );
}

function KeptMatchings({ matchings, neighbours, change }: MatchingListProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Correspondances retenues</CardTitle>
        <p className="text-encre-douce">
          Un fichier qui porte ces titres passe directement à l'aperçu. Oubliez une correspondance pour qu'on vous
          repose la question.
        </p>
      </CardHeader>
      <ul>
        {matchings.map((matching) => (
          <MatchingRow key={matching.id} matching={matching} neighbours={neighbours} change={change} />
        ))}
      </ul>
    </Card>
  );
}
