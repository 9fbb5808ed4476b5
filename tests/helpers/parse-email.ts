/** A message as a mail program would show it. */
export type ReceivedEmail = {
  a: string[];
  headings: Record<string, string>;
  subject: string;
  text: string;
  html: string;
};

const qBytes = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** «=?UTF-8?Q?Cl=C3=A9?=»: words of a header that are not ASCII (RFC 2047). */
function parseHeader(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, code: string, words: string) =>
      code.toUpperCase() === "B"
        ? Buffer.from(words, "base64").toString("latin1")
        : qBytes(words.replaceAll("_", " ")).toString("latin1"),
    );
}

const toText = (latin1: string) => Buffer.from(latin1, "latin1").toString("utf8");

function split(rows: readonly string[]): { headings: Record<string, string>; body: string[] } {
  const empty = rows.indexOf("");
  const unfolded = rows
    .slice(0, empty)
    .join("\n")
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  const headings: Record<string, string> = {};
  for (const row of unfolded) {
    const [name = "", ...value] = row.split(":");
    headings[name.toLowerCase()] = toText(parseHeader(value.join(":").trim()));
  }
  return { headings, body: rows.slice(empty + 1) };
}

function readBody(rows: readonly string[], encoding: string | undefined): string {
  const raw = rows.join("\n");
  if (encoding === "base64") return Buffer.from(raw, "base64").toString("utf8");
  if (encoding === "quoted-printable") return qBytes(raw.replace(/=\n/g, "")).toString("utf8");
  return toText(raw);
}

/** Reads the lines of a message with a text and an HTML part (MIME, as far as these need it). */
export function parseEmail(rows: readonly string[], a: string[]): ReceivedEmail {
  const { headings, body } = split(rows);
  const limit = /boundary="([^"]+)"/.exec(headings["content-type"] ?? "")?.[1];
  if (limit === undefined) throw new Error("Ce courriel n'a pas deux parties.");
  const starts = body.flatMap((row, i) => (row.startsWith(`--${limit}`) ? [i] : []));
  const parts = starts.slice(0, -1).map((debut, i) => split(body.slice(debut + 1, starts[i + 1])));
  const part = (kind: string) => {
    const found = parts.find(({ headings: e }) => e["content-type"]?.startsWith(kind));
    return readBody(found?.body ?? [], found?.headings["content-transfer-encoding"]).trim();
  };
  return { a, headings, subject: headings.subject ?? "", text: part("text/plain"), html: part("text/html") };
}
