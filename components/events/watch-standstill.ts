import { plural } from "@/lib/domain/plural";
import { stillSince } from "./still-since";

const MINUTE_MS = 60_000;
const LOOK_MS = 10_000;

/** Looks from time to time whether `after` minutes have passed, and says so; answers how to stop. */
export function watchStandstill(after: number, say: (text: string) => void): () => void {
  let since = Date.now();
  let looked = since;
  const timer = setInterval(() => {
    const now = Date.now();
    since = stillSince(since, looked, now, navigator.onLine);
    looked = now;
    const minutes = Math.floor((now - since) / MINUTE_MS);
    say(
      minutes < after
        ? ""
        : `Rien n'avance depuis ${plural(minutes, "minute")}. La suite se fera d'elle-même ; si cela dure, prévenez la personne qui s'occupe du serveur.`,
    );
  }, LOOK_MS);
  return () => clearInterval(timer);
}
