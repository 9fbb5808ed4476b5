import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex items-center gap-1.5 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-trait bg-surface-douce text-encre",
        info: "border-bleu-trait bg-bleu-doux text-lien",
        success: "border-succes-trait bg-succes-doux text-succes",
        attention: "border-attention-trait bg-attention-doux text-attention",
        danger: "border-danger-trait bg-danger-doux text-danger",
        refusal: "border-refus-trait bg-refus-doux text-refus",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

function Badge({ className, tone, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span data-slot="badge" className={cn(badgeVariants({ tone }), className)} {...props} />;
}

export { Badge, badgeVariants };
