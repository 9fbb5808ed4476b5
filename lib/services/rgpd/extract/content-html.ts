import { champOf, isChampKey } from "@/lib/domain/champs";
import { existsInCalendar, frenchDay } from "@/lib/domain/day";
import { escapeHtml } from "@/lib/domain/escape-html";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

const INSTANT = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" });

const label = (key: string) => (isChampKey(key) ? champOf(key).label : key.charAt(0).toUpperCase() + key.slice(1));

function showText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && existsInCalendar(text)) return frenchDay(text);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return INSTANT.format(new Date(text));
  return isChampKey(text) ? champOf(text).label : text;
}

function showPlain(value: string | number | boolean | null): string {
  if (value === null || value === "") return "<em>vide</em>";
  if (typeof value === "boolean") return value ? "oui" : "non";
  return escapeHtml(showText(String(value)));
}

function showObject(content: ExtractPart): string {
  const lines = Object.entries(content).map(
    ([key, value]) => `<tr><th scope="row">${escapeHtml(label(key))}</th><td>${show(value)}</td></tr>`,
  );
  return lines.length === 0 ? "<em>vide</em>" : `<table>${lines.join("\n")}</table>`;
}

const isList = (value: ExtractValue): value is readonly ExtractValue[] => Array.isArray(value);

function show(value: ExtractValue): string {
  if (isList(value)) {
    return value.length === 0
      ? "<em>rien</em>"
      : `<ul>${value.map((each) => `<li>${show(each)}</li>`).join("\n")}</ul>`;
  }
  return typeof value === "object" && value !== null ? showObject(value) : showPlain(value);
}

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #161f33 }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #cbd2e0; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { width: 30%; font-weight: 600; background: #f3f5fa } ul { list-style: none; margin: 0; padding: 0 } li + li { margin-top: 1rem }`;

/** The same content as the JSON, to be read: one page, in French, that needs nothing from outside. Nothing of the content is read as HTML. */
export function contentHtml(title: string, introduction: readonly string[], content: ExtractPart): string {
  const parts = Object.entries(content).map(([key, value]) => `<h2>${escapeHtml(label(key))}</h2>\n${show(value)}`);
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${introduction.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${parts.join("\n")}
</body>
</html>
`;
}
