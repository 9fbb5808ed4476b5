/** Kinds of files that are dropped by mistake, told by their first bytes (in hexadecimal) whatever their name says. */
const KINDS: readonly (readonly [start: RegExp, kind: string])[] = [
  // PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC and AVIF.
  [/^(?:89504e47|ffd8ff|474946383[79]61|424d.{8}0{8}|49492a00|4d4d002a|52494646.{8}57454250)/, "une image"],
  [/^.{8}66747970(?:6865|6d696631|61766966)/, "une image"],
  [/^255044462d/, "un document PDF"],
  [/^7b5c727466/, "un document de texte"],
  // RAR, 7z, gzip.
  [/^(?:526172211a|377abcaf|1f8b)/, "une archive compressée"],
  // MP3, Ogg, FLAC, WAVE, AVI, MP4.
  [/^(?:4944330[234]|4f67675300|664c614300|52494646.{8}(?:57415645|41564920)|.{8}66747970)/, "un son ou une vidéo"],
];

/** «une image», for a file that is another thing than a table; null when its first bytes say nothing of the kind. */
export function otherKind(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString("hex");
  return KINDS.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

/** Texts that a program reads, and that no table of cells begins like. */
const TEXTS: readonly (readonly [start: RegExp, kind: string])[] = [
  [/^(?:\[\s*\{|\{)\s*"/, "un fichier JSON"],
  [/^ID;P\S*\r?\n[A-Z];/, "un fichier SYLK (.slk)"],
  [/^TABLE\r?\n0,1\r?\n/, "un fichier DIF"],
];

/** The same for a text, told by its start. */
export const otherText = (start: string): string | null => TEXTS.find(([pattern]) => pattern.test(start))?.[1] ?? null;

const OFFICE: readonly (readonly [entry: string, kind: string])[] = [
  ["word/document.xml", "un document Word"],
  ["ppt/presentation.xml", "une présentation"],
  ["index/document.iwa", "un tableau de Numbers"],
];
const OF_A_WORKBOOK = /workbook|^mimetype$|content\.xml$|^\[content_types\]/i;

/** The same for an archive, told by the names that it holds. */
export function otherArchive(names: ReadonlySet<string>): string | null {
  const office = OFFICE.find(([entry]) => names.has(entry));
  if (office !== undefined) return office[1];
  return [...names].some((name) => OF_A_WORKBOOK.test(name)) ? null : "une archive compressée";
}
