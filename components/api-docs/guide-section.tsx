import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";

/** One chapter of «Brancher un logiciel». */
export function GuideSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Card id={id}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent className="max-w-prose space-y-3">{children}</CardContent>
    </Card>
  );
}
