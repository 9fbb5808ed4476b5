import type { KeyTestResult } from "@/lib/domain/enumerations";
/** The TBA key as pages may show it: never the key itself, in no form. */
export type KeyState = {
  present: boolean;
  modifiedAt: string | null;
  modifiedBy: string | null;
  lastTest: { at: string; result: KeyTestResult } | null;
};
