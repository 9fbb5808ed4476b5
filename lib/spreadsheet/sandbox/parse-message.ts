import { z } from "zod";
import type { SandboxMessage } from "./messages.types";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const schema: z.ZodType<SandboxMessage> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("headings"), headings: z.array(z.string()) }),
  z.object({ kind: z.literal("rows"), rows: z.array(z.object({ numero: z.int(), cells: z.array(cell) })) }),
  z.object({ kind: z.literal("end") }),
  z.object({ kind: z.literal("refusal"), sentence: z.string().max(1000) }),
]);

/** One line of the sandbox. Throws when it is none of ours. */
export const parseMessage = (line: string): SandboxMessage => schema.parse(JSON.parse(line));
