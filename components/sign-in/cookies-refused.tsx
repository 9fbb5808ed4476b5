"use client";

import { useSyncExternalStore } from "react";
import { Message } from "@/components/shell/message";

const never = () => () => undefined;

/** To a browser that keeps no cookie: it would be asked to sign in at each page, and told that a good link no longer serves. */
export function CookiesRefused() {
  const kept = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (kept) return null;
  return (
    <Message tone="attention" title="Ce navigateur refuse les cookies">
      Sans eux, Passerelle TBA ne vous reconnaît pas d'une page à l'autre. Autorisez-les pour ce site, puis rechargez la
      page.
    </Message>
  );
}
