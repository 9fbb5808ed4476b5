import type { z } from "zod";

/** A text as JSON of that shape; null when it is something else. */
export function lireJson<T>(texte: string, schema: z.ZodType<T>): T | null {
  let brut: unknown;
  try {
    brut = JSON.parse(texte);
  } catch {
    return null;
  }
  const lu = schema.safeParse(brut);
  return lu.success ? lu.data : null;
}
