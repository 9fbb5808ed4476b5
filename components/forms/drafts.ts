import type { TypedText } from "./typed-text";

const PREFIX = "passerelle.saisie ";

/** What was typed and not sent. It lives in this tab (sessionStorage), never longer: the computer may be shared. */
export type Draft = {
  /** Whose it is: nobody else who signs in after them in this tab gets it. */
  owner: string;
  /** An ISO instant. */
  savedAt: string;
  /** The version of what the form shows. */
  version: string;
  typed: TypedText[];
  /** What the page showed of each field when it was typed over, by name. */
  before: Record<string, string>;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isTypedText(value: unknown): value is TypedText {
  if (!isRecord(value)) return false;
  const { name, rank, value: text, checked } = value;
  return (
    typeof name === "string" && typeof rank === "number" && typeof text === "string" && typeof checked === "boolean"
  );
}

/** By hand: this is on every page, and a schema's library would weigh a tenth of its scripts. */
function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const { owner, savedAt, version, typed, before } = value;
  if (![owner, savedAt, version].every((word) => typeof word === "string")) return false;
  if (!Array.isArray(typed) || !typed.every(isTypedText)) return false;
  return isRecord(before) && Object.values(before).every((word) => typeof word === "string");
}

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
    const kept: unknown = JSON.parse(text);
    return isDraft(kept) ? kept : null;
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
