import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type MessageTone = "success" | "error" | "info" | "attention";

const APPEARANCES: Readonly<Record<MessageTone, { icon: LucideIcon; word: string; classes: string }>> = {
  success: { icon: CircleCheck, word: "Succès", classes: "border-succes-trait bg-succes-doux text-succes" },
  error: { icon: CircleX, word: "Erreur", classes: "border-danger-trait bg-danger-doux text-danger" },
  info: { icon: Info, word: "Information", classes: "border-bleu-trait bg-bleu-doux text-lien" },
  attention: {
    icon: TriangleAlert,
    word: "Attention",
    classes: "border-attention-trait bg-attention-doux text-attention",
  },
};

type MessageProps = { tone: MessageTone; title?: string; children: ReactNode; className?: string };

/** A block that says how something went or what to do: colour, icon and words. */
export function Message({ tone, title, children, className }: MessageProps) {
  const { icon: Icon, word, classes } = APPEARANCES[tone];
  return (
    <div className={cn("flex items-start gap-2.5 rounded-md border px-3.5 py-2.5 text-sm", classes, className)}>
      <Icon aria-label={word} role="img" className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 space-y-0.5">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        <div className="text-encre">{children}</div>
      </div>
    </div>
  );
}
