type Guard = (event: PopStateEvent) => void;

let guard: Guard | null = null;

/**
 * To call once, before the router listens: the listeners of the window are called in their order, and the router leaves the page at once.
 * An effect of the outermost layout does: those of the router, which is around it, come after. Answers what ends that.
 */
export function listenToHistory(): () => void {
  const listen = (event: PopStateEvent) => guard?.(event);
  window.addEventListener("popstate", listen);
  return () => window.removeEventListener("popstate", listen);
}

/** `own` hears of each step in the history first, and may stop it there. Answers what ends that. */
export function guardHistory(own: Guard): () => void {
  guard = own;
  return () => {
    if (guard === own) guard = null;
  };
}
