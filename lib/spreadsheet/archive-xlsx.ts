import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { ServiceError } from "@/lib/errors";

/** What the parts that we read may weigh once inflated, in bytes. */
const MAX_INFLATED_SIZE = 150 * 1024 * 1024;

const WORKBOOK = "xl/workbook.xml";
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const OTHERS = new Set([
  WORKBOOK,
  "_rels/.rels",
  "xl/_rels/workbook.xml.rels",
  "xl/sharedStrings.xml",
  "xl/styles.xml",
]);

/** Some writers start names with a slash or use backslashes. */
const normalName = (part: string) => part.replaceAll("\\", "/").replace(/^\//, "");

/**
 * What exceljs misreads: elements under an «x:» prefix (files of the Open XML SDK), ISO date cells (read as their year),
 * formulas in date cells (a text result is lost), names of ranges (some make it stop).
 */
function straighten(part: string, xml: string): string {
  const [, prefix = ""] = /<(\w+:)(?:workbook|worksheet|sst|styleSheet)[\s>]/.exec(xml.slice(0, 2000)) ?? [];
  const withoutPrefix = prefix === "" ? xml : xml.replaceAll(`<${prefix}`, "<").replaceAll(`</${prefix}`, "</");
  if (part === WORKBOOK) return withoutPrefix.replace(/<definedNames>[\s\S]*?<\/definedNames>/, "");
  if (!SHEET.test(part)) return withoutPrefix;
  return withoutPrefix.replaceAll(' t="d"', ' t="str"').replace(/<f(?:\s[^>]*)?(?:\/>|>[^<]*<\/f>)/g, "");
}

/**
 * The parts of an .xlsx that hold its cells, as a new uncompressed archive: no pictures, comments or pivot tables.
 * The declared sizes are added up before anything is inflated, and nothing is inflated beyond its declared size.
 * Throws ServiceError (INVALID_INPUT) when they are too big; another error when this is no archive of a workbook.
 */
export function extractWorkbook(bytes: Uint8Array): Uint8Array {
  let total = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const part = normalName(name);
      if (!SHEET.test(part) && !OTHERS.has(part)) return false;
      total += originalSize;
      if (total > MAX_INFLATED_SIZE) {
        throw new ServiceError(
          "INVALID_INPUT",
          "Ce classeur est trop gros une fois décompressé : partagez-le en plusieurs fichiers.",
        );
      }
      return true;
    },
  });
  const straightened: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(parts)) {
    const part = normalName(name);
    straightened[part] = strToU8(straighten(part, strFromU8(content)));
  }
  if (straightened[WORKBOOK] === undefined) throw new Error("Archive sans classeur");
  return zipSync(straightened, { level: 0 });
}
