import type { CodeSample } from "@/lib/services/api-docs/api-docs.types";

/** A call to be written in each language. `body`: JSON, null when there is none. */
export type SampleCall = { method: "GET" | "POST"; url: string; body: string | null };

const TYPE = "Content-Type: application/json";

function curl({ method, url, body }: SampleCall): string {
  const lines = [`curl -sS -X ${method} '${url}'`, `  -H "Authorization: Bearer $JETON"`];
  if (body === null) return lines.join(" \\\n");
  return [...lines, `  -H '${TYPE}'`, `  --data-binary @- <<'JSON'\n${body}\nJSON`].join(" \\\n");
}

function typeScript({ method, url, body }: SampleCall): string {
  const type = body === null ? "" : `, "Content-Type": "application/json"`;
  return `const reponse = await fetch("${url}", {
  method: "${method}",
  headers: { Authorization: \`Bearer \${process.env.JETON}\`${type} },${body === null ? "" : `\n  body: JSON.stringify(${body}),`}
});
console.log(reponse.status, await reponse.json());`;
}

function php({ method, url, body }: SampleCall): string {
  const headers = [`"Authorization: Bearer " . getenv("JETON")`, ...(body === null ? [] : [`"${TYPE}"`])];
  return `<?php
${body === null ? "" : `$corps = <<<'JSON'\n${body}\nJSON;\n`}$contexte = stream_context_create(["http" => [
  "method" => "${method}",
  "header" => [${headers.join(", ")}],
${body === null ? "" : `  "content" => $corps,\n`}  "ignore_errors" => true,
]]);
echo file_get_contents("${url}", false, $contexte), "\\n";`;
}

function python({ method, url, body }: SampleCall): string {
  const headers = [`"Authorization": "Bearer " + os.environ["JETON"]`];
  if (body !== null) headers.push(`"Content-Type": "application/json"`);
  return `import os, urllib.request

${body === null ? "" : `corps = """${body}""".encode()\n`}demande = urllib.request.Request(
    "${url}",
    method="${method}",
${body === null ? "" : "    data=corps,\n"}    headers={${headers.join(", ")}},
)
with urllib.request.urlopen(demande) as reponse:
    print(reponse.status, reponse.read().decode())`;
}

/** The same call in four languages, each with nothing but what the language brings. */
export function codeSamples(call: SampleCall): CodeSample[] {
  return [
    { lang: "curl", source: curl(call) },
    { lang: "TypeScript", source: typeScript(call) },
    { lang: "PHP", source: php(call) },
    { lang: "Python", source: python(call) },
  ];
}
