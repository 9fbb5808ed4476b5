import { instantParis } from "@/components/dates/instant-paris";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Message } from "@/components/ui/message";
import type { EnvoisTba as Envois } from "@/lib/services/dossier/dossier.types";

/** What was sent to the TBA, to the byte, and what it answered. */
export function EnvoisTba({ envois: { transmis, refuse } }: { envois: Envois }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Envoyé au TBA, et sa réponse</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3">
        {transmis === null && refuse === null ? (
          <p className="text-encre-douce">Ce dossier n'a pas encore été envoyé.</p>
        ) : null}
        {refuse === null ? null : (
          <Message ton="erreur" titre="Le TBA a refusé ce dossier">
            <ul>
              {[...new Set(refuse.messages)].map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
            <JsonEnvoye titre="Voir le dossier refusé (JSON)" json={refuse.json} />
          </Message>
        )}
        {transmis === null ? null : (
          <Message ton="succes" titre={`Accepté par le TBA le ${instantParis(transmis.le)}`}>
            <JsonEnvoye titre="Voir le dossier accepté (JSON)" json={transmis.json} />
          </Message>
        )}
      </CardContent>
    </Card>
  );
}

/** The JSON as it went, laid out line by line for the eye. */
function JsonEnvoye({ titre, json }: { titre: string; json: string | null }) {
  if (json === null) return <p>Le contenu envoyé n'a pas été conservé.</p>;
  return (
    <details>
      <summary className="font-medium text-lien underline-offset-4 hover:underline">{titre}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard. */}
      <pre tabIndex={0} className="mt-2 max-h-96 overflow-auto rounded-md border border-trait bg-surface p-3 text-xs">
        {JSON.stringify(JSON.parse(json), null, 2)}
      </pre>
    </details>
  );
}
