"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import type { ListParams } from "./column.types";
import { listUrl, valuesOf } from "./list-url";

const TYPING_PAUSE_MS = 350;
const DAY_LENGTH = "jj/mm/aaaa".length;

/** A day that is not whole asks nothing yet, and would be said to be none while it is typed. */
const isHalfTyped = (field: EventTarget) =>
  field instanceof HTMLInputElement &&
  field.dataset.jour !== undefined &&
  field.value !== "" &&
  field.value.trim().length < DAY_LENGTH;

type FilterFormProps = { path: string; params: ListParams; children: ReactNode };

/** The one GET form of a list. Without JavaScript, Enter or the button sends it; with it, the list follows the typing. */
export function FilterForm({ path, params, children }: FilterFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  /** A link was pressed: a chip, or what takes the filters away, is gone once the list has changed, and the keyboard must not be nowhere. */
  const onLink = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [inProgress, start] = useTransition();

  // A link («Réinitialiser») may change the URL under fields that the browser still holds as typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list has changed.
  useEffect(() => {
    if (onLink.current && document.activeElement === document.body) form.current?.focus({ preventScroll: true });
    onLink.current = false;
  }, [params]);

  useEffect(() => {
    if (timer.current !== null) return;
    for (const champ of form.current?.elements ?? []) {
      if (champ === document.activeElement) continue;
      if (champ instanceof HTMLInputElement && champ.type === "checkbox")
        champ.checked = valuesOf(params, champ.name).includes(champ.value);
      else if ((champ instanceof HTMLInputElement || champ instanceof HTMLSelectElement) && champ.type !== "hidden")
        champ.value = valuesOf(params, champ.name)[0] ?? "";
    }
  }, [params]);

  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  function apply() {
    clearTimeout(timer.current ?? undefined);
    timer.current = null;
    if (form.current === null) return;
    const input: Record<string, string[]> = {};
    for (const [name, value] of new FormData(form.current))
      if (typeof value === "string") input[name] = [...(input[name] ?? []), value];
    const url = listUrl(path, {}, input);
    start(() => router.replace(url, { scroll: false }));
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard; a press of Enter is a click.
    <form
      ref={form}
      id="tableau"
      tabIndex={-1}
      className="scroll-mt-4 outline-none"
      method="get"
      action={path}
      aria-busy={inProgress}
      onClick={({ target }) => {
        onLink.current = target instanceof Element && target.closest("a") !== null;
      }}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onChange={(event) => {
        clearTimeout(timer.current ?? undefined);
        timer.current = null;
        if (isHalfTyped(event.target)) return;
        const delay = event.target instanceof HTMLSelectElement ? 0 : TYPING_PAUSE_MS;
        timer.current = setTimeout(apply, delay);
      }}
    >
      {children}
    </form>
  );
}
