import { cva } from "class-variance-authority";

/** The looks of a button, also given to the links that act as one. */
export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-bleu text-sur-bleu shadow-carte not-disabled:hover:bg-bleu-fort",
        secondary: "border-trait-fort/60 bg-surface text-encre shadow-carte not-disabled:hover:bg-surface-douce",
        discreet: "border-transparent text-lien not-disabled:hover:bg-bleu-doux",
      },
      size: {
        normal: "h-9 px-3.5 text-sm",
        small: "h-8 px-2.5 text-dense",
      },
    },
    defaultVariants: { variant: "primary", size: "normal" },
  },
);
