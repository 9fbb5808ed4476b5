import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { heldPushes } from "@/db/schema/pushes";
import { possibleMarks } from "@/lib/services/preparation/erasure-marks";

/** Removes somebody who is erased from what softwares sent and nobody answered yet, known by the marks of their erasure. */
export async function forgetHeld(tx: Db, etablissementId: string, marks: readonly string[]): Promise<void> {
  const wanted = new Set(marks);
  const held = await tx.select().from(heldPushes).where(eq(heldPushes.etablissementId, etablissementId));
  for (const { id, source } of held) {
    if (possibleMarks(etablissementId, source).some((mark) => wanted.has(mark))) {
      await tx.delete(heldPushes).where(eq(heldPushes.id, id));
    }
  }
}
