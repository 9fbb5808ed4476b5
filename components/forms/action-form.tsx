"use client";

import { type ComponentProps, type RefObject, useEffect, useRef, useState } from "react";
import { Message } from "@/components/shell/message";
import type { ActionState } from "@/lib/domain/action-state.types";
import { dropDraft, findDraft, keepDraft } from "./drafts";
import { readTyped, restoreTyped } from "./typed-text";

type ActionFormProps = Omit<ComponentProps<"form">, "action" | "ref"> & {
  ref?: RefObject<HTMLFormElement | null>;
  /** What `useFormAction` sends with, and the state that it answered. */
  action: (data: FormData) => void;
  state: ActionState;
  /** The form keeps its drafts by itself. */
  ownDraft?: boolean;
};

/** What is first to put right: a field, or the first of several choices that share what is wrong. */
const FAULTY = '[aria-invalid="true"], fieldset[aria-describedby*="erreur"] input';

/** A form on its page: two forms of one page have each their draft. */
const nameOf = (form: HTMLFormElement) =>
  `${window.location.pathname}${window.location.search} ${[...document.forms].indexOf(form)}`;

/**
 * The form of an action. What was refused or not answered stays as it was typed (React would empty the fields), the first field in error
 * gets the focus, and what a new version would lose comes back once the page is reloaded.
 */
export function ActionForm({ action, state, ref, ownDraft = false, onReset, children, ...props }: ActionFormProps) {
  const own = useRef<HTMLFormElement>(null);
  const form = ref ?? own;
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    if (ownDraft || form.current === null) return;
    const name = nameOf(form.current);
    const draft = findDraft(name);
    if (draft === null) return;
    dropDraft(name);
    setRestored(restoreTyped(form.current, draft.typed) > 0);
  }, [form, ownDraft]);

  useEffect(() => {
    if (state.status !== "error" || form.current === null) return;
    if (state.unanswered === "version" && !ownDraft) {
      const kept = { owner: "", savedAt: new Date().toISOString(), version: "", before: {} };
      keepDraft(nameOf(form.current), { ...kept, typed: readTyped(form.current) });
    }
    form.current.querySelector<HTMLElement>(FAULTY)?.focus();
  }, [form, state, ownDraft]);

  return (
    <form
      ref={form}
      action={action}
      onReset={(event) => {
        if (state.status === "error") event.preventDefault();
        else onReset?.(event);
      }}
      {...props}
    >
      {restored && state.status === "idle" ? (
        <Message tone="info">
          Votre saisie a été remise après le rechargement : elle n'est pas encore enregistrée.
        </Message>
      ) : null}
      {children}
    </form>
  );
}
