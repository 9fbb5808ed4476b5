import type { Cause } from "@/lib/domain/causes/cause";

/** A cause of an établissement, counted: whose dossiers they are is left out. */
export type CauseFigure = Pick<Cause, "identity" | "code" | "severity" | "actor" | "champ" | "champs" | "title"> & {
  dossiers: number;
  unblocked: number;
};
