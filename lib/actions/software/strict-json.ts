/**
 * Reads a body as the TBA does: UTF-8, an array or an object and nothing else; nothing at all is an empty object. `fault`: what it would say,
 * in its parser's words.
 */
export function parseStrictJson(bytes: Buffer): { value: unknown } | { fault: string } {
  if (bytes.length === 0) return { value: {} };
  const raw = bytes.toString("utf8");
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  const first = /^[ \t\n\r]*([^ \t\n\r])/.exec(text)?.[1];
  if (first === undefined) return { fault: "Unexpected end of JSON input" };
  if (first !== "{" && first !== "[") {
    const excerpt = text.length > 20 ? `"${text.slice(0, 10)}"...` : `"${text}"`;
    return { fault: `Unexpected token '${first}', ${excerpt} is not valid JSON` };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "Unexpected token" };
  }
}
