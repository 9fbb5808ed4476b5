"use client";

import { reseauRows } from "./reseau-rows";

/** Drawn from their words in the browser too: the lines travel once as HTML and once as words, not twice as HTML. */
export function ReseauBody({ packed }: { packed: readonly string[] }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: reseauRows escapes every word, and its test tries names made of tags.
  return <tbody dangerouslySetInnerHTML={reseauRows(packed)} />;
}
