import { storableText } from "@/lib/domain/storable-json";

const MAX_LENGTH = 300;
/** Enough for a sentence, whatever is taken out of it. */
const LOOKED_AT = 4000;
const TAG = /<\/?[a-z][^<>]*>/gi;
/** What ends a line, leads nowhere or turns the text round. */
const UNSEEN = /[\s\p{Cc}\p{Bidi_Control}]+/gu;

/** A text of an answer, as it can be kept and shown: on one line, without tags, no longer than a sentence, and storable, wherever it was cut. */
export function answerText(text: string): string {
  const line = text.slice(0, LOOKED_AT).replace(TAG, " ").replace(UNSEEN, " ").trim();
  return storableText(line.slice(0, MAX_LENGTH));
}
