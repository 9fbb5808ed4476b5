"use client";

import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { useFormAction } from "@/components/forms/use-form-action";
import { cn } from "@/components/ui/cn";
import { IDLE } from "@/lib/domain/action-state.types";
import { THEME_LABELS, THEMES } from "@/lib/domain/theme";
import type { ShellContext } from "./shell.types";

/** Light, dark, or as the computer: three buttons of one form, which works without JavaScript too. */
export function ThemeChoice({ theme: { current, choose } }: Pick<ShellContext, "theme">) {
  const [state, send] = useFormAction(choose, IDLE);
  return (
    <ActionForm action={send} state={state} className="px-2">
      <fieldset className="flex overflow-hidden rounded-md border border-rail-trait">
        <legend className="pb-1 text-xs text-rail-douce">Thème</legend>
        {THEMES.map((theme) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current}
            className={cn(
              "min-h-8 flex-1 text-xs text-rail-encre hover:bg-rail-actif/50 hover:text-white aria-pressed:bg-rail-actif aria-pressed:font-medium aria-pressed:text-white",
              "forced-colors:aria-pressed:bg-[Highlight] forced-colors:aria-pressed:text-[HighlightText] forced-colors:forced-color-adjust-none",
            )}
          >
            {THEME_LABELS[theme]}
          </button>
        ))}
      </fieldset>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
