"use client";

import { CalendarDays } from "lucide-react";
import { useRef, useSyncExternalStore } from "react";
import { Input } from "@/components/ui/input";
import { existsInCalendar, frenchDay } from "@/lib/domain/day";
import type { InputProps } from "./input.types";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FRENCH_DAY = /^(\d{2})\/(\d{2})\/(\d{4})$/;

const never = () => () => {};

/** `label`: the field's, which tells its calendar from those of the others. */
type DateInputProps = InputProps & { label: string };

/** The day as the French write it; what is no day («31/02/2026») stays as it is, so that it is seen. */
export const inFrench = (value: string) => (DAY.test(value) && existsInCalendar(value) ? frenchDay(value) : value);

/**
 * A day, typed jj/mm/aaaa whatever the browser's language (its own date field speaks that one), or chosen in the browser's calendar once
 * scripts run.
 */
export function DateInput({ id, name, label, value, invalide, describedBy }: DateInputProps) {
  const text = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  function open() {
    if (text.current === null || calendar.current === null) return;
    const [, day = "", month = "", year = ""] = FRENCH_DAY.exec(text.current.value.trim()) ?? [];
    calendar.current.value = year === "" ? "" : `${year}-${month}-${day}`;
    calendar.current.showPicker();
  }

  function choose(chosen: string) {
    if (text.current === null || chosen === "") return;
    text.current.value = frenchDay(chosen);
    text.current.dispatchEvent(new Event("input", { bubbles: true }));
    text.current.focus();
  }

  return (
    <span className="relative block">
      <Input
        ref={text}
        id={id}
        name={name}
        data-jour=""
        placeholder="jj/mm/aaaa"
        defaultValue={inFrench(value)}
        autoComplete="off"
        aria-invalid={invalide || undefined}
        aria-describedby={describedBy}
        className="pr-9 tabular-nums"
      />
      {alive ? (
        <>
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => choose(event.target.value)}
            className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
          />
          <button
            type="button"
            aria-label={`Choisir dans le calendrier : ${label}`}
            aria-controls={id}
            onClick={open}
            className="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded-md text-encre-douce hover:bg-surface-douce print:hidden"
          >
            <CalendarDays aria-hidden="true" className="size-4" />
          </button>
        </>
      ) : null}
    </span>
  );
}
