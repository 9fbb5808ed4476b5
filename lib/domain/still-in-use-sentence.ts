import { plural } from "./plural";

/** What to look at once somebody no longer administers an établissement; empty when nothing of theirs goes on. */
export function stillInUseSentence({ jetons, notifications }: { jetons: number; notifications: number }): string {
  const parts = [
    ...(jetons > 0 ? [plural(jetons, "jeton")] : []),
    ...(notifications > 0 ? [plural(notifications, "notification")] : []),
  ];
  if (parts.length === 0) return "";
  return ` Elle a créé ${parts.join(" et ")} qui ${jetons + notifications > 1 ? "servent" : "sert"} encore : voyez dans « API › Logiciels » ce qu'il faut révoquer.`;
}
