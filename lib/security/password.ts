import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";

/** OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;

/** The encoded Argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({ password: password, salt: randomBytes(16), ...COST, outputType: "encoded" });
}

let decoy: Promise<string> | undefined;

/** True when the password is the one of the hash. Without a hash, it takes as long to say no: nobody learns who exists. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  if (password === "") return false;
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  const right = await argon2Verify({ password: password, hash: hash ?? (await decoy) });
  return right && hash !== null;
}
