import type { Day } from "@/lib/domain/day";
import type { KeyTestResult } from "@/lib/domain/enumerations";
/** The TBA key as pages may show it: never the key itself, in no form. */
export type KeyState = {
  present: boolean;
  modifiedAt: string | null;
  modifiedBy: string | null;
  /**
   * The last thing that the TBA counts as a use: dossiers sent, or the key made again; when it would revoke it, in silence, and whether that day
   * has come.
   */
  lastUse: { day: Day; limit: Day; over: boolean; of: "transmission" | "key" } | null;
  lastTest: { at: string; result: KeyTestResult } | null;
};
