import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex items-center gap-1.5 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      ton: {
        neutre: "border-trait bg-surface-douce text-encre",
        info: "border-bleu-trait bg-bleu-doux text-lien",
        succes: "border-succes-trait bg-succes-doux text-succes",
        attention: "border-attention-trait bg-attention-doux text-attention",
        danger: "border-danger-trait bg-danger-doux text-danger",
        refus: "border-refus-trait bg-refus-doux text-refus",
      },
    },
    defaultVariants: { ton: "neutre" },
  },
);

export type TonBadge = NonNullable<VariantProps<typeof badgeVariants>["ton"]>;

type BadgeProps = ComponentProps<"span"> & { ton?: TonBadge };

export function Badge({ className, ton, ...props }: BadgeProps) {
  return <span className={cn(badgeVariants({ ton }), className)} {...props} />;
}
