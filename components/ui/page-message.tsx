import type { ReactNode } from "react";
import { Marque } from "./marque";

type PageMessageProps = { titre: string; children: ReactNode; actions: ReactNode };

/** A whole page that says one thing and what to do about it. */
export function PageMessage({ titre, children, actions }: PageMessageProps) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-lg flex-col items-start justify-center gap-5 px-6 py-12">
      <Marque />
      <h1 className="text-2xl font-semibold tracking-tight">{titre}</h1>
      <div className="text-base text-encre-douce">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </main>
  );
}
