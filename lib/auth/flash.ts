import { cookies } from "next/headers";
import { cookieAttributes } from "./cookie-attributes";

const NAME = "passerelle-message";
const MAX_AGE_S = 60;
const MAX_LENGTH = 600;

/**
 * A sentence for the page at `path`, in a cookie that only it gets and no script reads: never in an address, where anyone could write
 * one. It is shown for a minute at most.
 */
export async function writeFlash(sentence: string, path = "/connexion"): Promise<void> {
  const value = Buffer.from(sentence.slice(0, MAX_LENGTH)).toString("base64url");
  (await cookies()).set(NAME, value, cookieAttributes(MAX_AGE_S, path));
}

/** The sentence that waits for this page, null when none does. */
export async function readFlash(): Promise<string | null> {
  const text = (await cookies()).get(NAME)?.value;
  return text === undefined ? null : Buffer.from(text, "base64url").toString("utf8").slice(0, MAX_LENGTH);
}

/** Takes it back. */
export async function forgetFlash(path: string): Promise<void> {
  (await cookies()).set(NAME, "", cookieAttributes(0, path));
}
