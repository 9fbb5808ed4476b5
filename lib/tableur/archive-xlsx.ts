import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { ErreurMetier } from "@/lib/errors";

/** What the parts that we read may weigh once inflated, in bytes. */
const TAILLE_DECOMPRESSEE_MAX = 150 * 1024 * 1024;

const CLASSEUR = "xl/workbook.xml";
const FEUILLE = /^xl\/worksheets\/[^/]+\.xml$/;
const AUTRES = new Set([
  CLASSEUR,
  "_rels/.rels",
  "xl/_rels/workbook.xml.rels",
  "xl/sharedStrings.xml",
  "xl/styles.xml",
]);

/** Some writers start names with a slash or use backslashes. */
const nomNormal = (nom: string) => nom.replaceAll("\\", "/").replace(/^\//, "");

/**
 * What exceljs misreads: elements under an «x:» prefix (files of the Open XML SDK), ISO date cells (read as their year),
 * formulas in date cells (a text result is lost), names of ranges (some make it stop).
 */
function redresser(nom: string, xml: string): string {
  const [, prefixe = ""] = /<(\w+:)(?:workbook|worksheet|sst|styleSheet)[\s>]/.exec(xml.slice(0, 2000)) ?? [];
  const sansPrefixe = prefixe === "" ? xml : xml.replaceAll(`<${prefixe}`, "<").replaceAll(`</${prefixe}`, "</");
  if (nom === CLASSEUR) return sansPrefixe.replace(/<definedNames>[\s\S]*?<\/definedNames>/, "");
  if (!FEUILLE.test(nom)) return sansPrefixe;
  return sansPrefixe.replaceAll(' t="d"', ' t="str"').replace(/<f(?:\s[^>]*)?(?:\/>|>[^<]*<\/f>)/g, "");
}

/**
 * The parts of an .xlsx that hold its cells, as a new uncompressed archive: no pictures, comments or pivot tables.
 * The declared sizes are added up before anything is inflated, and nothing is inflated beyond its declared size.
 * Throws ErreurMetier (SAISIE_INVALIDE) when they are too big; another error when this is no archive of a workbook.
 */
export function extraireClasseur(octets: Uint8Array): Uint8Array {
  let total = 0;
  const parties = unzipSync(octets, {
    filter: ({ name, originalSize }) => {
      const nom = nomNormal(name);
      if (!FEUILLE.test(nom) && !AUTRES.has(nom)) return false;
      total += originalSize;
      if (total > TAILLE_DECOMPRESSEE_MAX) {
        throw new ErreurMetier(
          "SAISIE_INVALIDE",
          "Ce classeur est trop gros une fois décompressé : partagez-le en plusieurs fichiers.",
        );
      }
      return true;
    },
  });
  const redressees: Record<string, Uint8Array> = {};
  for (const [name, contenu] of Object.entries(parties)) {
    const nom = nomNormal(name);
    redressees[nom] = strToU8(redresser(nom, strFromU8(contenu)));
  }
  if (redressees[CLASSEUR] === undefined) throw new Error("Archive sans classeur");
  return zipSync(redressees, { level: 0 });
}
