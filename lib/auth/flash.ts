import { cookies } from "next/headers";
import { env } from "@/lib/env";

const NAME = "passerelle-message";
const MAX_AGE_S = 60;
const MAX_LENGTH = 500;

/** A sentence for the next page of this browser, in a cookie that no script reads: never in an address, where anyone could write one. */
export async function writeFlash(sentence: string): Promise<void> {
  (await cookies()).set(NAME, Buffer.from(sentence.slice(0, MAX_LENGTH)).toString("base64url"), {
    httpOnly: true,
    sameSite: "lax",
    secure: env().NEXTAUTH_URL.startsWith("https://"),
    path: "/connexion",
    maxAge: MAX_AGE_S,
  });
}

/** The sentence that waits, null when none does. It is shown for a minute at most. */
export async function readFlash(): Promise<string | null> {
  const text = (await cookies()).get(NAME)?.value;
  return text === undefined ? null : Buffer.from(text, "base64url").toString("utf8").slice(0, MAX_LENGTH);
}
