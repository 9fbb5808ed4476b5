import { ErreurMetier } from "@/lib/errors";
import { lireCsv } from "./lire-csv";
import { lireXlsx } from "./lire-xlsx";
import type { Tableau } from "./tableau";

const MEGAOCTET = 1024 * 1024;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const NOM_DE_CLASSEUR = /\.(?:xlsx|xlsm|xltx|xls|xlsb|ods)$/i;

const refus = (phrase: string) => new ErreurMetier("SAISIE_INVALIDE", phrase);
const commencePar = (octets: Uint8Array, debut: readonly number[]) => debut.every((octet, i) => octets[i] === octet);

/** «12,3 Mo»: rounded up, so that a file over the limit never seems to be at it. */
function enMo(octets: number): string {
  return `${(Math.ceil((octets / MEGAOCTET) * 10) / 10).toLocaleString("fr-FR")} Mo`;
}

/** Control characters that no text file holds: a picture, a PDF. UTF-16 has zeros but says so by its mark. */
function estBinaire(octets: Uint8Array): boolean {
  if (commencePar(octets, [0xff, 0xfe]) || commencePar(octets, [0xfe, 0xff])) return false;
  return octets.subarray(0, 4096).some((octet) => octet < 9 || (octet > 13 && octet < 32 && octet !== 27));
}

function lireSelonContenu(octets: Uint8Array, nomFichier: string): Promise<Tableau> | Tableau {
  if (commencePar(octets, ZIP)) return lireXlsx(octets);
  if (commencePar(octets, OLE)) {
    throw refus(
      "Ce classeur est protégé par un mot de passe ou dans l'ancien format .xls : enregistrez-le au format .xlsx, sans mot de passe.",
    );
  }
  const debut = new TextDecoder().decode(octets.subarray(0, 512)).trimStart();
  if (estBinaire(octets) || debut.startsWith("<") || debut.startsWith("%PDF") || NOM_DE_CLASSEUR.test(nomFichier)) {
    throw refus(
      "Ce fichier n'est ni un classeur Excel ni un fichier CSV : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
    );
  }
  return lireCsv(octets);
}

/**
 * The table of a file that someone drops in, an .xlsx or a CSV: its content decides, then its name.
 * @param tailleMax in bytes.
 * Throws ErreurMetier (SAISIE_INVALIDE), with one sentence for the person, for a file that is empty, too big, of another
 * kind, or without a row under its headings.
 */
export async function lireTableau(octets: Uint8Array, nomFichier: string, tailleMax: number): Promise<Tableau> {
  if (octets.byteLength === 0) throw refus("Ce fichier est vide.");
  if (octets.byteLength > tailleMax) {
    throw refus(`Ce fichier pèse ${enMo(octets.byteLength)} : la limite est de ${enMo(tailleMax)}.`);
  }
  const tableau = await lireSelonContenu(octets, nomFichier);
  if (tableau.entetes.length === 0) throw refus("Ce fichier est vide.");
  if (tableau.lignes.length === 0) throw refus("Ce fichier ne contient aucune ligne sous ses en-têtes.");
  return tableau;
}
