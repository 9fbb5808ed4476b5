import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { CodeSample, Method, Operation } from "@/lib/services/api-docs/api-docs.types";
import { CodeBlock } from "./code-block";
import { FieldsTable } from "./fields-table";
import { SchemaType } from "./schema-type";

const WHERE = { query: "dans l'adresse", path: "dans le chemin", header: "en-tête" } as const;

function Samples({ summary, samples }: { summary: string; samples: readonly CodeSample[] }) {
  return (
    <section className="space-y-2">
      <h3 className="font-medium">Exemples</h3>
      <p className="text-dense text-encre-douce">La variable d'environnement JETON contient le jeton.</p>
      {samples.map(({ lang, source }, rank) => (
        <details key={lang} open={rank === 0}>
          <summary className="cursor-pointer py-1 text-lien">{lang}</summary>
          <CodeBlock label={`${summary}, en ${lang}`} source={source} />
        </details>
      ))}
    </section>
  );
}

function Answers({ responses }: Pick<Operation, "responses">) {
  return (
    <section className="space-y-2">
      <h3 className="font-medium">Réponses</h3>
      <dl className="space-y-1.5">
        {Object.entries(responses).map(([status, { description, content }]) => (
          <div key={status} className="grid gap-x-3 sm:grid-cols-[4rem_1fr]">
            <dt className="font-mono">{status}</dt>
            <dd>
              {description}{" "}
              {Object.entries(content).map(([type, { schema }]) => (
                <span key={type} className="text-dense text-encre-douce">
                  <SchemaType schema={schema} />, {type}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type OperationCardProps = { method: Method; path: string; operation: Operation };

/** One call: what it does, what it takes, what comes back, and how to write it in four languages. */
export function OperationCard({ method, path, operation }: OperationCardProps) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const rows = parameters.map(({ in: where, ...parameter }) => ({
    ...parameter,
    description: `${parameter.description} (${WHERE[where]})`,
  }));
  return (
    <Card id={operationId}>
      <CardHeader>
        <CardTitle>{summary}</CardTitle>
        <p>
          <code className="wrap-anywhere">
            {method.toUpperCase()} /api{path}
          </code>
        </p>
      </CardHeader>
      <CardContent className="space-y-5">
        <p className="max-w-prose">{description}</p>
        {rows.length === 0 ? null : (
          <section className="space-y-2">
            <h3 className="font-medium">Paramètres</h3>
            <FieldsTable label={`Paramètres de « ${summary} »`} rows={rows} />
          </section>
        )}
        {requestBody === undefined ? null : (
          <section className="space-y-2">
            <h3 className="font-medium">Corps</h3>
            <p>
              {requestBody.description}{" "}
              {Object.entries(requestBody.content).map(([type, { schema }]) => (
                <span key={type} className="text-dense text-encre-douce">
                  <SchemaType schema={schema} />, {type}
                </span>
              ))}
            </p>
          </section>
        )}
        <Answers responses={responses} />
        <Samples summary={summary} samples={operation["x-codeSamples"]} />
      </CardContent>
    </Card>
  );
}
