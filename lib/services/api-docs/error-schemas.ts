import { z } from "zod";

/** The two forms of a refusal (lib/actions/software/api-refusal.ts). */
export const tbaErrorSchema = z
  .object({
    error: z.string().describe("Le nom anglais du statut HTTP."),
    message: z.string(),
    details: z
      .array(z.looseObject({ message: z.string(), type: z.string() }))
      .optional()
      .describe("Ce qui ne va pas dans l'appel lui-même, dans les mots du TBA."),
  })
  .describe("Une erreur, dans la forme du TBA.");

export const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string().describe("Le nom anglais du statut HTTP."),
    status: z.int(),
    detail: z.string().describe("Ce qui ne va pas, en une phrase."),
  })
  .describe("Une erreur, comme le veut la RFC 9457.");
