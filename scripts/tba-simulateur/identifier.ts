import { createHash, randomBytes } from "node:crypto";

const hexadecimal = (count: number, digits: number) => count.toString(16).padStart(digits, "0").slice(-digits);
const PROCESS = randomBytes(5).toString("hex");
let counter = 0;

/** A new identifier in the form of the TBA's database: 24 hexadecimal digits. */
export function newIdentifier(): string {
  counter = (counter + 1) % 0x1000000;
  return hexadecimal(Math.floor(Date.now() / 1000), 8) + PROCESS + hexadecimal(counter, 6);
}

/** An identifier in the same form, always the same for the same text. */
export function stableIdentifier(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}
