"use client";

import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import { THEME_LABELS, THEMES } from "@/lib/domain/theme";
import type { ShellContext } from "./shell.types";

/** How the three look, said once for all of them. */
const BUTTONS = [
  "[&_button]:min-h-8 [&_button]:flex-1 [&_button]:text-xs [&_button]:text-rail-encre [&_button:hover]:bg-rail-actif/50 [&_button:hover]:text-white",
  "[&_[aria-pressed=true]]:bg-rail-actif [&_[aria-pressed=true]]:font-medium [&_[aria-pressed=true]]:text-white",
  "forced-colors:[&_[aria-pressed=true]]:bg-[Highlight] forced-colors:[&_[aria-pressed=true]]:text-[HighlightText] forced-colors:[&_[aria-pressed=true]]:forced-color-adjust-none",
].join(" ");

/** Light, dark, or as the computer: three buttons of one form, which works without JavaScript too. */
export function ThemeChoice({ theme: { current, choose } }: Pick<ShellContext, "theme">) {
  const [state, send] = useFormAction(choose, IDLE);
  return (
    <ActionForm action={send} state={state} className="px-2">
      <fieldset>
        <legend className="pb-1 text-xs text-rail-douce">Thème</legend>
        <div className={`flex overflow-hidden rounded-md border border-rail-trait ${BUTTONS}`}>
          {THEMES.map((theme) => (
            <button key={theme} type="submit" name="theme" value={theme} aria-pressed={theme === current}>
              {THEME_LABELS[theme]}
            </button>
          ))}
        </div>
      </fieldset>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
