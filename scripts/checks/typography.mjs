// node scripts/checks/typography.mjs [--fix]: every French sentence of the screens, the mails and the answers has its non-breaking spaces.
// Reads the words between quotes and the texts of pages, never the code; `--fix` writes the spaces that are missing.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { withFrenchSpaces } from "./french-spaces.mjs";

const FOLDERS = ["app", "components", "lib", "tests", "scripts/demo"];
/** Words that are the TBA's to the letter, files of tests that are read to the byte, and sentences made by scripts of developers. */
const NOT_OURS =
  /^(?:lib\/domain\/contrat\/|tests\/unit\/(?:tba|scripts)\/|tests\/integration\/tba-simulateur\/|tests\/unit\/spreadsheet\/formats\.test)/;
/** The formatter's own space, before one that does not break: a page would show two. */
const DOUBLED = /\{" "\}(?=[ \n]*\u00a0)/g;
/** What is handed to these is SQL: not a sentence. */
const SQL = new Set(["sql", "raw", "unsafe", "execute", "exec", "query"]);

/** A line of a page's text that ends between a sign and its word: a page shows a space there that breaks. */
const withoutCuts = (text) =>
  text.replace(/[ \t]*«[ \t]*\n\s*/g, "\n«\u00a0").replace(/(?<=\S)[ \t]*\n\s*(?=[:;?!»](?:\s|$))/g, "\u00a0");

const isText = ({ type, value }) =>
  type === "JSXText" || type === "TemplateElement" || (type === "Literal" && typeof value === "string");

/** The name of what a text is handed to: `sql` of a tagged template, `raw` of a call. */
const receiver = ({ type, tag, callee }) => {
  const to = type === "TaggedTemplateExpression" ? tag : type === "CallExpression" ? callee : null;
  return to?.name ?? to?.property?.name ?? null;
};

/** The texts of a file that lack a space, or have one too many, each with its place. */
function missingSpaces(file, source) {
  const found = [];
  // A browser reads any space as one: its tests say «\\s».
  const withPatterns = file.startsWith("tests") && !file.startsWith("tests/e2e");
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== "object") return;
    if (SQL.has(receiver(node))) return;
    if (typeof node.type === "string" && (isText(node) || (withPatterns && node.regex !== undefined))) {
      const words = source.slice(node.start, node.end);
      const text = withFrenchSpaces(node.type === "JSXText" ? withoutCuts(words) : words);
      if (text !== words) found.push({ start: node.start, end: node.end, text });
      return;
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(file, source).program);
  for (const { index, 0: space } of source.matchAll(DOUBLED))
    found.push({ start: index, end: index + space.length, text: "" });
  return found.sort((a, b) => b.start - a.start);
}

const fix = process.argv.includes("--fix");
let missing = 0;
for (const folder of FOLDERS) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(ts|tsx|mjs)$/.test(name)) continue;
    const file = join(folder, name);
    if (NOT_OURS.test(file)) continue;
    const source = readFileSync(file, "utf8");
    const found = missingSpaces(file, source);
    missing += found.length;
    if (found.length === 0) continue;
    const line = (start) => source.slice(0, start).split("\n").length;
    if (!fix)
      for (const { start, text } of found)
        console.error(`${file}:${line(start)} ${text.trim().slice(0, 160) || "une espace de trop"}`);
    else
      writeFileSync(
        file,
        found.reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), source),
      );
  }
}
if (missing > 0 && !fix) {
  console.error(`${missing} textes à espacer autrement : « node scripts/checks/typography.mjs --fix » le fait.`);
  process.exitCode = 1;
}
