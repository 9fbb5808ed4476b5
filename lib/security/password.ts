import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { ServiceError } from "@/lib/errors";
import { createGate } from "./gate";

/** OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { parallelism: 1, timeCost: 2, memoryCost: 19_456, outputLen: 32 } as const;

/**
 * One password at a time, away from the thread that answers pages; some may wait, the others are told to come back: whoever sends
 * sign-ins by the hundred takes neither the processors nor the memory from the rest.
 */
const MAX_WAITING = 60;
const gate = createGate(
  1,
  MAX_WAITING,
  () => new ServiceError("BUSY", "Trop de personnes se connectent en ce moment : réessayez dans quelques secondes."),
);

/** The encoded Argon2id hash of a password. Throws BUSY. */
export function hashPassword(password: string): Promise<string> {
  return gate(() => hash(password, COST));
}

let decoy: Promise<string> | undefined;

/**
 * True when the password is the one of the hash. Without a hash, it takes as long to say no: nobody learns who exists.
 * Throws BUSY.
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  if (password === "") return false;
  decoy ??= hash(randomBytes(16).toString("hex"), COST);
  const compared = encoded ?? (await decoy);
  const right = await gate(() => verify(compared, password));
  return right && encoded !== null;
}
