import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";

/** OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane. */
const COUT = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;

/** The encoded Argon2id hash of a password. */
export function hacherMotDePasse(motDePasse: string): Promise<string> {
  return argon2id({ password: motDePasse, salt: randomBytes(16), ...COUT, outputType: "encoded" });
}

let leurre: Promise<string> | undefined;

/** True when the password is the one of the hash. Without a hash, it takes as long to say no: nobody learns who exists. */
export async function motDePasseJuste(motDePasse: string, hache: string | null): Promise<boolean> {
  if (motDePasse === "") return false;
  leurre ??= hacherMotDePasse(randomBytes(16).toString("hex"));
  const juste = await argon2Verify({ password: motDePasse, hash: hache ?? (await leurre) });
  return juste && hache !== null;
}
