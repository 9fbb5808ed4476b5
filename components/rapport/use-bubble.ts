import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { WHY } from "./rapport-rows";

const DELAY_MS = 120;

/** The icon whose bubble is open; pinned by a press, it stays when the pointer or the focus leaves. */
export type Opened = { icon: HTMLButtonElement; pinned: boolean };

const iconOf = ({ target }: Event) =>
  target instanceof Element ? target.closest<HTMLButtonElement>(`button.${WHY}`) : null;

/**
 * Which icon of a table explains itself: the one under the pointer, the one that has the focus, or the one that was pressed. `load` is called
 * when a hand comes near. `close` closes; `leave` does so unless the bubble is pinned, or the keyboard is still on its icon.
 */
export function useBubble(table: RefObject<HTMLElement | null>, load: () => Promise<unknown>) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const press = useRef(false);
  const close = useCallback(() => setOpened(null), []);
  const leave = useCallback(() => {
    if (press.current) return;
    setOpened((now) => (now === null || now.pinned || now.icon.matches(":focus-visible") ? now : null));
  }, []);

  useEffect(() => {
    const element = table.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (icon: HTMLButtonElement) => setOpened((now) => (now?.icon === icon ? now : { icon, pinned: false }));
    const on = {
      pointerover: (event: PointerEvent) => {
        void load();
        const icon = iconOf(event);
        clearTimeout(timer);
        if (icon !== null && event.pointerType !== "touch") timer = setTimeout(() => open(icon), DELAY_MS);
      },
      pointerout: () => clearTimeout(timer),
      pointerdown: () => {
        press.current = true;
      },
      focusin: (event: FocusEvent) => {
        void load();
        const icon = iconOf(event);
        if (icon !== null && !press.current) open(icon);
      },
      focusout: (event: FocusEvent) => {
        if (iconOf(event) !== null) setOpened((now) => (now?.pinned === true ? now : null));
      },
      click: (event: MouseEvent) => {
        const icon = iconOf(event);
        if (icon === null) return;
        // The browser's own popover gives way to the bubble.
        event.preventDefault();
        setOpened((now) => (now?.icon === icon && now.pinned ? null : { icon, pinned: true }));
      },
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener("pointerover", on.pointerover, { signal });
    element.addEventListener("pointerout", on.pointerout, { signal });
    element.addEventListener("pointerdown", on.pointerdown, { signal });
    element.addEventListener("focusin", on.focusin, { signal });
    element.addEventListener("focusout", on.focusout, { signal });
    element.addEventListener("click", on.click, { signal });
    for (const end of ["pointerup", "pointercancel"] as const)
      document.addEventListener(end, () => setTimeout(() => (press.current = false)), { signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [table, load]);

  // Other lines came: the icon is no longer there.
  useEffect(() => {
    if (opened !== null && !opened.icon.isConnected) close();
  });
  return { opened, close, leave };
}
