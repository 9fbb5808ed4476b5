import type { ReactNode } from "react";
import { Mark } from "./mark";

type MessagePageProps = { title: string; children: ReactNode; actions: ReactNode };

/** A whole page that says one thing and what to do about it. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-lg flex-col items-start justify-center gap-5 px-6 py-12">
      <Mark />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="text-base text-encre-douce">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </main>
  );
}
