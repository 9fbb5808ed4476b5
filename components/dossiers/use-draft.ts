"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { type Draft, dropDraft, dropDrafts, findDraft, keepDraft } from "@/components/forms/drafts";
import { restoreTyped } from "@/components/forms/typed-text";
import { changedFields, shownBefore } from "./changed-fields";

type DraftOf = {
  /** Whose it is. */
  owner: string;
  /** The version that the page shows. */
  version: string;
};

type KeptDraft = {
  /** The draft that was found when the page came, already put back; null when there was none. */
  restored: Draft | null;
  /** Writes down what the form holds just now: call it at each input. */
  keep: () => void;
  /** It is saved, or no longer wanted. */
  forget: () => void;
  /** Gives the fields back what the page showed, and forgets. */
  undo: () => void;
};

/**
 * What is typed in a dossier survives a reload, in this tab alone. A draft of an older version is put back with the values that it replaces:
 * what somebody else changed meanwhile is then a conflict, never overwritten in silence.
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, { owner, version }: DraftOf): KeptDraft {
  const [restored, setRestored] = useState<Draft | null>(null);
  /** The address of the page, once it is alive: before, what is typed is in the form alone. */
  const name = useRef<string | null>(null);
  const shown = useRef(new Map<string, string>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes; a later version is that of what was just saved.
  useEffect(() => {
    name.current = window.location.pathname;
    dropDrafts(owner);
    const draft = findDraft(name.current);
    if (form.current === null) return;
    if (draft === null) return keep();
    if (draft.version !== version) {
      for (const { name: field } of draft.typed) {
        const twin = shownBefore(form.current, field);
        const before = draft.before[field];
        if (twin === null || before === undefined) continue;
        shown.current.set(field, twin.value);
        twin.value = before;
      }
    }
    if (restoreTyped(form.current, draft.typed) > 0) setRestored(draft);
  }, []);

  function keep() {
    if (form.current === null || name.current === null) return;
    const typed = changedFields(form.current);
    if (typed.length === 0) return dropDraft(name.current);
    const before = Object.fromEntries(
      typed.map(({ name: field }) => [
        field,
        form.current === null ? "" : (shownBefore(form.current, field)?.value ?? ""),
      ]),
    );
    keepDraft(name.current, { owner, version, savedAt: new Date().toISOString(), typed, before });
  }

  function forget() {
    if (name.current !== null) dropDraft(name.current);
    setRestored(null);
  }

  function undo() {
    for (const [field, value] of shown.current) {
      const twin = form.current === null ? null : shownBefore(form.current, field);
      if (twin !== null) twin.value = value;
    }
    form.current?.reset();
    forget();
  }

  return { restored, keep, forget, undo };
}
