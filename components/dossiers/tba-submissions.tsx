import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { TbaSubmissions as Envois } from "@/lib/services/dossiers/dossiers.types";

/** What was sent to the TBA, to the byte, and what it answered. */
export function TbaSubmissions({ submissions: { sent, refused } }: { submissions: Envois }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Envoyé au TBA, et sa réponse</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3">
        {sent === null && refused === null ? (
          <p className="text-encre-douce">Ce dossier n'a pas encore été envoyé.</p>
        ) : null}
        {refused === null ? null : (
          <Message tone="error" title="Le TBA a refusé ce dossier">
            <ul>
              {[...new Set(refused.messages)].map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
            <SentJson title="Voir le dossier refusé (JSON)" json={refused.json} />
          </Message>
        )}
        {sent === null ? null : (
          <Message tone="success" title={`Accepté par le TBA depuis le ${parisInstant(sent.at)}`}>
            <SentJson title="Voir le dossier accepté (JSON)" json={sent.json} />
          </Message>
        )}
      </CardContent>
    </Card>
  );
}

const JSON_LOOK =
  "mt-2 max-h-96 overflow-auto rounded-md border border-trait bg-surface p-3 text-xs print:max-h-none print:whitespace-pre-wrap";

/** The JSON as it went, laid out line by line for the eye. */
function SentJson({ title, json }: { title: string; json: string | null }) {
  if (json === null) return <p>Le contenu envoyé n'a pas été conservé.</p>;
  return (
    <details>
      <summary className="font-medium text-lien underline-offset-4 hover:underline">{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard. */}
      <pre tabIndex={0} className={JSON_LOOK}>
        {JSON.stringify(JSON.parse(json), null, 2)}
      </pre>
    </details>
  );
}
