"use client";

import { Copy } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useCopy } from "./use-copy";

/** A text to take away: shown to be copied, not to be changed. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, copy] = useCopy("Copié.");
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Input ref={field} readOnly aria-label={label} value={text} className="min-w-0 flex-1 font-mono text-dense" />
      <Button type="button" variant="secondary" className="noscript:hidden" onClick={() => void copy(field.current)}>
        <Copy aria-hidden="true" />
        Copier
      </Button>
      <span className="text-dense">{said}</span>
    </div>
  );
}
