import * as z from "zod/mini";
import { IMPORT_STATES } from "@/lib/domain/enumerations";
import type { ImportStanding } from "@/lib/services/imports/preview/preview.types";

const standing: z.ZodMiniType<ImportStanding> = z.object({
  state: z.enum(IMPORT_STATES),
  progress: z.nullable(z.object({ done: z.int(), total: z.int(), startedAt: z.string() })),
});

/** What an event of the server says; null when it says anything else. */
export function parseStanding(event: string): ImportStanding | null {
  try {
    const parsed = standing.safeParse(JSON.parse(event));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
