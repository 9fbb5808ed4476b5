"use client";

import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";

type HelpedFieldProps = {
  /** What the input points to with aria-describedby. */
  helpId: string;
  help: string;
  children: ReactNode;
};

/** A field whose help shows while one is in it, with a keyboard, a finger or a mouse alike; Escape puts it away. It takes no room of its own. */
export function HelpedField({ helpId, help, children }: HelpedFieldProps) {
  const [closed, close] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the field inside, and has none of its own.
    <div
      className="group/champ relative min-w-0 space-y-1"
      onKeyDown={(event) => event.key === "Escape" && close(true)}
      onBlur={() => close(false)}
    >
      {children}
      <p
        id={helpId}
        className={cn(
          "sr-only rounded-md border border-bleu-trait bg-surface px-2.5 py-1.5 text-dense text-encre shadow-bulle print:hidden",
          !closed &&
            "group-focus-within/champ:not-sr-only group-focus-within/champ:pointer-events-none group-focus-within/champ:absolute group-focus-within/champ:bottom-full group-focus-within/champ:left-0 group-focus-within/champ:z-20 group-focus-within/champ:mb-1 group-focus-within/champ:px-2.5 group-focus-within/champ:py-1.5",
        )}
      >
        {help}
      </p>
    </div>
  );
}
