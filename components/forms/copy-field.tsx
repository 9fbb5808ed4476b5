"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A text to take away: shown to be copied, not to be changed. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Input readOnly aria-label={label} value={text} className="min-w-0 flex-1 font-mono text-dense" />
      <Button type="button" variant="secondary" className="noscript:hidden" onClick={() => void copy()}>
        <Copy aria-hidden="true" />
        Copier
      </Button>
      <span aria-live="polite" className="text-dense">
        {copied ? "Copié." : ""}
      </span>
    </div>
  );
}
