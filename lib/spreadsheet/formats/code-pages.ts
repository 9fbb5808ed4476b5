const WINDOWS_1252 =
  "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/** Latin-9 of older databases and of Unix: Latin-1, but for eight signs of which œ and Œ. */
const LATIN_9 = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x80 + i))
  .join("")
  .replace("¤", "€")
  .replace("¦", "Š")
  .replace("¨", "š")
  .replace("´", "Ž")
  .replace("¸", "ž")
  .replace("¼", "Œ")
  .replace("½", "œ")
  .replace("¾", "Ÿ");

/**
 * The upper halves (0x80 to 0xFF) of the code pages that French software and spreadsheets write. Node's own decoders do not know CP850, and
 * Node 20's leaves out some of Windows-1252.
 */
export const CODE_PAGES = {
  "Windows-1252": WINDOWS_1252,
  MacRoman:
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
  CP850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
  "ISO-8859-15": LATIN_9,
} as const;

export type CodePage = keyof typeof CODE_PAGES;

/** The text of bytes in a code page. */
export function decodeCodePage(bytes: Uint8Array, page: CodePage): string {
  const upper = CODE_PAGES[page];
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(/[\u0080-\u00ff]/g, (char) => upper[char.charCodeAt(0) - 0x80] ?? char);
}
