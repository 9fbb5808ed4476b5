"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** The browser's own printing, which also makes a PDF; nothing where no script runs to ask for it. */
export function PrintButton() {
  return (
    <Button variant="secondary" className="noscript:hidden" onClick={() => window.print()}>
      <Printer aria-hidden="true" />
      Imprimer ou enregistrer en PDF
    </Button>
  );
}
