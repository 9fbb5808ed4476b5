import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { Card } from "@/components/ui/card";
import { CookiesRefused } from "./cookies-refused";

type DoorPageProps = { title: string; help: ReactNode; children: ReactNode; foot?: ReactNode };

/** A page before one is in: signing in, an invitation, a forgotten password. */
export function DoorPage({ title, help, children, foot }: DoorPageProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-5 px-4 py-10">
      <Card aria-labelledby="porte" className="w-full max-w-sm overflow-hidden">
        <div className="bg-rail px-6 py-5 text-white">
          <Mark />
        </div>
        <div className="space-y-5 px-6 py-6">
          <div className="space-y-1">
            <h1 id="porte" className="text-lg font-semibold">
              {title}
            </h1>
            <div className="text-encre-douce">{help}</div>
          </div>
          <CookiesRefused />
          {children}
        </div>
      </Card>
      {foot === undefined ? null : <p className="max-w-sm text-center text-dense text-encre-douce">{foot}</p>}
    </main>
  );
}
