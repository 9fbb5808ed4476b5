import type { ApiDocument, Method, Operation } from "@/lib/services/api-docs/api-docs.types";
import { DocsShell } from "./docs-shell";
import { OperationCard } from "./operation-card";
import { SchemaCard } from "./schema-card";

type Call = { method: Method; path: string; operation: Operation };

const callsOf = ({ paths }: ApiDocument): Call[] =>
  Object.entries(paths).flatMap(([path, { post, get }]): Call[] => [
    ...(post === undefined ? [] : [{ method: "post" as const, path, operation: post }]),
    ...(get === undefined ? [] : [{ method: "get" as const, path, operation: get }]),
  ]);

/** The OpenAPI document as a page: each call, then each object. */
export function ApiDocsPage({ document }: { document: ApiDocument }) {
  const calls = callsOf(document);
  const [server] = document.servers;
  return (
    <DocsShell title="Chaque appel" introduction={<p>{document.info.description}</p>}>
      <p>
        Adresse : <code className="wrap-anywhere">{server?.url}</code>. Chaque appel porte l'en-tête{" "}
        <code>Authorization: Bearer …</code>, suivi d'un jeton.
      </p>
      <nav aria-label="Sur cette page">
        <ul className="list-disc space-y-1 pl-5">
          {calls.map(({ operation: { operationId, summary } }) => (
            <li key={operationId}>
              <a className="text-lien underline underline-offset-4" href={`#${operationId}`}>
                {summary}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {calls.map(({ operation, ...call }) => (
        <OperationCard key={operation.operationId} operation={operation} {...call} />
      ))}
      <h2 className="pt-2 text-lg font-semibold">Les objets</h2>
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <SchemaCard key={name} name={name} schema={schema} />
      ))}
    </DocsShell>
  );
}
