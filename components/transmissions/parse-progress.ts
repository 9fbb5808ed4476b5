import * as z from "zod/mini";
import { RUN_STATUSES, RUN_TRIGGERS } from "@/lib/domain/enumerations";
import type { Progress } from "@/lib/services/transmissions/transmissions.types";

const text = z.nullable(z.string());
const count = z.int();

const progress: z.ZodMiniType<Progress> = z.object({
  transmission: z.nullable(
    z.object({
      id: z.string(),
      status: z.enum(RUN_STATUSES),
      trigger: z.enum(RUN_TRIGGERS),
      by: text,
      startedAt: z.string(),
      endedAt: text,
      eligibles: count,
      accepted: count,
      refused: count,
      notSent: count,
      invalides: count,
      waitingFor: text,
      resumedFrom: text,
      error: text,
    }),
  ),
  queue: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("nothing") }),
    z.object({ kind: z.literal("waiting") }),
    z.object({ kind: z.literal("running") }),
    z.object({ kind: z.literal("scheduled"), at: z.string() }),
  ]),
});

/** What an event of the server says, or an answer; null when it says anything else (an error, another version of the site). */
export function parseProgress(event: string): Progress | null {
  try {
    const parsed = progress.safeParse(JSON.parse(event));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
