import { cookies } from "next/headers";
import { isProviderLinkOf } from "@/lib/security/provider-link";
import type { FoundSession } from "@/lib/services/users/sessions";
import { cookieAttributes } from "./cookie-attributes";

const NAME = "passerelle-relier";
/** As long as signing in at the provider may take. */
const MAX_AGE_S = 15 * 60;
const MAX_LENGTH = 100;

/**
 * Keeps what the link of «Mon compte» holds while the person is at the provider. Anybody's page may lead there, and a provider that already
 * knows somebody answers at once: who is signed in here would be joined to whoever is signed in there.
 */
export async function keepAskedLink(text: string): Promise<void> {
  (await cookies()).set(NAME, text.slice(0, MAX_LENGTH), cookieAttributes(text === "" ? 0 : MAX_AGE_S));
}

/** True when the person of this session asked, on our page, for the provider to be joined to their account. */
export async function askedLink(session: FoundSession | null): Promise<boolean> {
  const text = (await cookies()).get(NAME)?.value;
  return session?.stage === "full" && text !== undefined && isProviderLinkOf(session.id, text);
}
