/** A message as a mail program would show it. */
export type CourrielRecu = {
  a: string[];
  entetes: Record<string, string>;
  sujet: string;
  texte: string;
  html: string;
};

const octetsQ = (texte: string) =>
  Buffer.from(
    texte.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** «=?UTF-8?Q?Cl=C3=A9?=»: words of a header that are not ASCII (RFC 2047). */
function lireEntete(valeur: string): string {
  return valeur
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, code: string, mots: string) =>
      code.toUpperCase() === "B"
        ? Buffer.from(mots, "base64").toString("latin1")
        : octetsQ(mots.replaceAll("_", " ")).toString("latin1"),
    );
}

const enTexte = (latin1: string) => Buffer.from(latin1, "latin1").toString("utf8");

function separer(lignes: readonly string[]): { entetes: Record<string, string>; corps: string[] } {
  const vide = lignes.indexOf("");
  const deplies = lignes
    .slice(0, vide)
    .join("\n")
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  const entetes: Record<string, string> = {};
  for (const ligne of deplies) {
    const [nom = "", ...valeur] = ligne.split(":");
    entetes[nom.toLowerCase()] = enTexte(lireEntete(valeur.join(":").trim()));
  }
  return { entetes, corps: lignes.slice(vide + 1) };
}

function lireCorps(lignes: readonly string[], codage: string | undefined): string {
  const brut = lignes.join("\n");
  if (codage === "base64") return Buffer.from(brut, "base64").toString("utf8");
  if (codage === "quoted-printable") return octetsQ(brut.replace(/=\n/g, "")).toString("utf8");
  return enTexte(brut);
}

/** Reads the lines of a message with a text and an HTML part (MIME, as far as these need it). */
export function lireCourriel(lignes: readonly string[], a: string[]): CourrielRecu {
  const { entetes, corps } = separer(lignes);
  const limite = /boundary="([^"]+)"/.exec(entetes["content-type"] ?? "")?.[1];
  if (limite === undefined) throw new Error("Ce courriel n'a pas deux parties.");
  const debuts = corps.flatMap((ligne, i) => (ligne.startsWith(`--${limite}`) ? [i] : []));
  const parties = debuts.slice(0, -1).map((debut, i) => separer(corps.slice(debut + 1, debuts[i + 1])));
  const partie = (genre: string) => {
    const trouvee = parties.find(({ entetes: e }) => e["content-type"]?.startsWith(genre));
    return lireCorps(trouvee?.corps ?? [], trouvee?.entetes["content-transfer-encoding"]).trim();
  };
  return { a, entetes, sujet: entetes.subject ?? "", texte: partie("text/plain"), html: partie("text/html") };
}
