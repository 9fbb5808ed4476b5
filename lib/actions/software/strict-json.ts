/** Programs of Windows that say «utf-16» write the little end first, and a JSON begins with a sign that has a zero beside it. */
function decodeUtf16(bytes: Buffer, charset: string): string {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const isBig = charset === "utf-16be" || (charset === "utf-16" && (whole[0] === 0 || whole[0] === 0xfe));
  return (isBig ? Buffer.from(whole).swap16() : whole).toString("utf16le");
}

/** How the text of a declared type is written, as the TBA takes it: UTF-8, said or not, or UTF-16. `fault`: what it says of another. */
export function charsetOf(contentType: string): { decode: (bytes: Buffer) => string } | { fault: string } {
  const charset = (/;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8").toLowerCase();
  if (/^utf-?8$/.test(charset)) return { decode: (bytes) => bytes.toString("utf8") };
  if (/^utf-16(?:le|be)?$/.test(charset)) return { decode: (bytes) => decodeUtf16(bytes, charset) };
  return { fault: `unsupported charset "${charset.toUpperCase()}"` };
}

/**
 * Reads a body as the TBA does: an array or an object and nothing else; nothing at all is an empty object. `fault`: what it would say, in its
 * parser's words.
 */
export function parseStrictJson(raw: string): { value: unknown } | { fault: string } {
  if (raw === "") return { value: {} };
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
