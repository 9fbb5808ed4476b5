import { storableText } from "@/lib/domain/storable-json";

const MAX_LENGTH = 300;

/** A text of an answer, as it can be kept and shown: no longer than a sentence, and storable, wherever it was cut. */
export const answerText = (text: string): string => storableText(text.slice(0, MAX_LENGTH));
