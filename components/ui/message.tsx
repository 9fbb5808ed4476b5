import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type TonMessage = "succes" | "erreur" | "info" | "attention";

const APPARENCES: Readonly<Record<TonMessage, { icone: LucideIcon; mot: string; classes: string }>> = {
  succes: { icone: CircleCheck, mot: "Succès", classes: "border-succes-trait bg-succes-doux text-succes" },
  erreur: { icone: CircleX, mot: "Erreur", classes: "border-danger-trait bg-danger-doux text-danger" },
  info: { icone: Info, mot: "Information", classes: "border-bleu-trait bg-bleu-doux text-lien" },
  attention: {
    icone: TriangleAlert,
    mot: "Attention",
    classes: "border-attention-trait bg-attention-doux text-attention",
  },
};

type MessageProps = { ton: TonMessage; titre?: string; children: ReactNode; className?: string };

/** A block that says how something went or what to do: colour, icon and words. */
export function Message({ ton, titre, children, className }: MessageProps) {
  const { icone: Icone, mot, classes } = APPARENCES[ton];
  return (
    <div className={cn("flex items-start gap-2.5 rounded-md border px-3.5 py-2.5 text-sm", classes, className)}>
      <Icone aria-label={mot} role="img" className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 space-y-0.5">
        {titre === undefined ? null : <p className="font-semibold">{titre}</p>}
        <div className="text-encre">{children}</div>
      </div>
    </div>
  );
}
