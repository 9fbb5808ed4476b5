import { z } from "zod/mini";
import type { TypedText } from "./typed-text";

const PREFIX = "passerelle.saisie ";

const draftSchema = z.object({
  /** Whose it is: nobody else who signs in after them in this tab gets it. */
  owner: z.string(),
  /** An ISO instant. */
  savedAt: z.string(),
  /** The version of what the form shows. */
  version: z.string(),
  typed: z.array(z.object({ name: z.string(), rank: z.number(), value: z.string(), checked: z.boolean() })),
  /** What the page showed of each field when it was typed over, by name. */
  before: z.record(z.string(), z.string()),
});

/** What was typed and not sent. It lives in this tab (sessionStorage), never longer: the computer may be shared. */
export type Draft = Omit<z.infer<typeof draftSchema>, "typed"> & { typed: TypedText[] };

/** Null where the browser keeps nothing: then there are no drafts. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Keeps a draft under the address of its page. */
export function keepDraft(name: string, draft: Draft): void {
  try {
    storage()?.setItem(PREFIX + name, JSON.stringify(draft));
  } catch {
    // Full: the form itself still holds what was typed.
  }
}

export function dropDraft(name: string): void {
  storage()?.removeItem(PREFIX + name);
}

/** The draft of this name, null when there is none that can be read. */
export function findDraft(name: string): Draft | null {
  const text = storage()?.getItem(PREFIX + name) ?? null;
  if (text === null) return null;
  try {
    return draftSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Drops every draft of this tab but those of `owner`; all of them when nobody is named. */
export function dropDrafts(owner: string | null = null): void {
  const kept = storage();
  if (kept === null) return;
  const names = Array.from({ length: kept.length }, (_, rank) => kept.key(rank) ?? "").filter((key) =>
    key.startsWith(PREFIX),
  );
  for (const name of names) {
    if (owner === null || findDraft(name.slice(PREFIX.length))?.owner !== owner) kept.removeItem(name);
  }
}
