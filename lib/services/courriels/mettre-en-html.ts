const ECHAPPEMENTS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const ADRESSE = /https?:\/\/[^\s&<>"]+/g;

const echapper = (texte: string) => texte.replace(/[&<>"]/g, (c) => ECHAPPEMENTS[c] ?? c);

function paragraphe(texte: string): string {
  const avecLiens = echapper(texte).replace(ADRESSE, (adresse) => `<a href="${adresse}">${adresse}</a>`);
  return `<p>${avecLiens.replaceAll("\n", "<br>\n")}</p>`;
}

/** The same e-mail as HTML: a paragraph for each block of lines, addresses as links. Nothing of the text is read as HTML. */
export function mettreEnHtml(texte: string): string {
  const corps = texte
    .split(/\n{2,}/)
    .map(paragraphe)
    .join("\n");
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Passerelle TBA</title></head>
<body style="font-family: system-ui, -apple-system, 'Segoe UI', sans-serif; font-size: 15px; line-height: 1.5; color: #161f33">
${corps}
</body>
</html>
`;
}
