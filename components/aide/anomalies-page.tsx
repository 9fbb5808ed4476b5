import { Message } from "@/components/shell/message";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { SEVERITY_LABELS } from "@/lib/domain/anomalie";
import type { Remedy } from "@/lib/domain/anomalies/remedies";
import { AideFrame } from "./aide-frame";

/** «Que faire si…»: each anomaly there is, with its example, who can act and how. */
export function AnomaliesPage({ search, remedies }: { search: string; remedies: readonly Remedy[] }) {
  return (
    <AideFrame
      title="Que faire si…"
      introduction="Tout ce que Passerelle peut dire d'un dossier, avec un exemple, qui peut agir et comment."
    >
      <search>
        <form className="flex max-w-xl flex-wrap items-end gap-2 print:hidden">
          <div className="min-w-56 flex-1 space-y-1">
            <Label htmlFor="recherche">Rechercher un défaut</Label>
            <Input
              id="recherche"
              name="recherche"
              type="search"
              defaultValue={search}
              placeholder="SIRET, date, téléphone…"
              maxLength={100}
            />
          </div>
          <Button type="submit">Rechercher</Button>
        </form>
      </search>
      {remedies.length === 0 ? (
        <Message tone="info">Aucun défaut ne répond à « {search} ». Essayez un seul mot, comme « SIRET ».</Message>
      ) : null}
      <ul className="space-y-3">
        {remedies.map(({ code, title, severity, example, actor, steps }) => (
          <li key={code} id={code} className="scroll-mt-4 print:break-inside-avoid">
            <Card className="space-y-1.5 p-4 target:ring-2">
              <h2 className="text-base font-semibold">{title}</h2>
              <p className="text-dense text-encre-douce">
                {SEVERITY_LABELS[severity]}. Qui peut agir : {actor}.
              </p>
              <p>Par exemple : « {example} »</p>
              <p>{steps}</p>
            </Card>
          </li>
        ))}
      </ul>
    </AideFrame>
  );
}
