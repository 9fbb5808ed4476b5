import { escapeHtml } from "@/lib/domain/escape-html";

const ADDRESS = /https?:\/\/[^\s&<>"]+/g;

function paragraph(text: string): string {
  const withLinks = escapeHtml(text).replace(ADDRESS, (address) => `<a href="${address}">${address}</a>`);
  return `<p>${withLinks.replaceAll("\n", "<br>\n")}</p>`;
}

/** The same e-mail as HTML: a paragraph for each block of lines, addresses as links. Nothing of the text is read as HTML. */
export function toHtml(text: string): string {
  const body = text
    .split(/\n{2,}/)
    .map(paragraph)
    .join("\n");
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Passerelle TBA</title></head>
<body style="font-family: system-ui, -apple-system, 'Segoe UI', sans-serif; font-size: 15px; line-height: 1.5; color: #161f33">
${body}
</body>
</html>
`;
}
