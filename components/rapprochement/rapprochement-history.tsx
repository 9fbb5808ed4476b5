import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import { LIST_LABELS } from "@/lib/domain/rapprochement/combine-lists";
import type { RapprochementSummary } from "@/lib/services/rapprochement/rapprochement.types";

const STATES = { waiting: "en attente", running: "en cours", done: "", failed: "n'a pas abouti" } as const;

function changeOf({ state, change, counts }: RapprochementSummary): string {
  if (state !== "done") return STATES[state];
  if (change === null) return counts === null ? "" : "le premier";
  const { appeared, vanished } = change;
  if (appeared === 0 && vanished === 0) return "rien de changé";
  return `${plural(appeared, "apparu")}, ${plural(vanished, "disparu")}`;
}

/** The past rapprochements, the last one first, with what changed each time. */
export function RapprochementHistory({ history }: { history: readonly RapprochementSummary[] }) {
  if (history.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Rapprochements précédents</CardTitle>
      </CardHeader>
      <TableRegion aria-label="Rapprochements précédents">
        <Table caption="Rapprochements précédents">
          <thead>
            <tr>
              <TableHead scope="col" className="pl-5">
                Date
              </TableHead>
              <TableHead scope="col">Par</TableHead>
              <TableHead scope="col">Listes</TableHead>
              <TableHead scope="col" className="text-right">
                Vus
              </TableHead>
              <TableHead scope="col" className="pr-5">
                Depuis le précédent
              </TableHead>
            </tr>
          </thead>
          <tbody>
            {history.map((each) => (
              <tr key={each.id}>
                <TableRowHead className="pl-5 whitespace-nowrap">{parisInstant(each.at)}</TableRowHead>
                <TableCell>{each.by}</TableCell>
                <TableCell>
                  {each.lists.map(({ type, day }) => `${LIST_LABELS[type]} du ${frenchDay(day)}`).join(", ")}
                </TableCell>
                <TableCell className="text-right whitespace-nowrap">
                  {each.counts === null
                    ? ""
                    : `${each.counts.seen.toLocaleString("fr-FR")} sur ${each.counts.known.toLocaleString("fr-FR")}`}
                </TableCell>
                <TableCell className="pr-5">{changeOf(each)}</TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableRegion>
    </Card>
  );
}
