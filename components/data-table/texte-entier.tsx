import { cn } from "@/components/ui/cn";

type TexteEntierProps = { texte: string; className?: string };

/** A text cut after three lines in a dense table, whole when pointed at, when its line has the focus, on cards and on paper. */
export function TexteEntier({ texte, className }: TexteEntierProps) {
  return (
    <span
      title={texte}
      className={cn(
        "wrap-break-word tableau:line-clamp-3 tableau:group-focus-within/ligne:line-clamp-none print:line-clamp-none!",
        className,
      )}
    >
      {texte}
    </span>
  );
}
