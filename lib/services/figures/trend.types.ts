import type { Day } from "@/lib/domain/day";
import type { RunStatus } from "@/lib/domain/enumerations";

/** What the last transmission of a day left. `seen` is null where nobody counted it. */
export type NightCounts = {
  status: RunStatus;
  valides: number;
  invalides: number;
  refused: number;
  seen: number | null;
};

/** A day of an établissement: its night, null without a transmission, and what its people did that day. */
export type TrendDay = { day: Day; night: NightCounts | null; imports: number; corrections: number };
