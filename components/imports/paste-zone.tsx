"use client";

import { ClipboardPaste } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";

type PasteZoneProps = { disabled: boolean; onSend: (file: File) => void };

/** What one copied from a spreadsheet, sent as a file: titles on the first row, columns parted by tabs. Needs a script. */
export function PasteZone({ disabled, onSend }: PasteZoneProps) {
  const [text, setText] = useState("");
  return (
    <details className="noscript:hidden">
      <summary className="cursor-pointer font-medium text-lien">Ou coller depuis votre tableur</summary>
      <div className="mt-2 space-y-2">
        <Label htmlFor="collage">Cellules copiées, avec la ligne des titres</Label>
        <textarea
          id="collage"
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="w-full rounded-md border border-trait-fort bg-surface px-3 py-2 font-mono text-dense"
        />
        <Button
          variant="secondary"
          disabled={disabled || text.trim() === ""}
          onClick={() => onSend(new File([text], "collage.csv", { type: "text/csv" }))}
        >
          <ClipboardPaste aria-hidden="true" />
          Importer ce qui est collé
        </Button>
      </div>
    </details>
  );
}
