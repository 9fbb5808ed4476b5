import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type OutsideLinkProps = { href: string; children: ReactNode; className?: string };

/** A link to another site, in a new tab, that says so. */
export function OutsideLink({ href, children, className }: OutsideLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={cn(
        "inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline",
        className,
      )}
    >
      {children}
      <ExternalLink aria-hidden="true" className="size-4 shrink-0 print:hidden" />
      <span className="sr-only">(nouvel onglet)</span>
    </a>
  );
}
