import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Without this, `text-dense` passes for a colour and is dropped beside `text-danger`.
const merge = extendTailwindMerge({ extend: { theme: { text: ["dense"] } } });

/** Joins classes; of two that contradict each other, the last one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
