import { cookies } from "next/headers";
import { cookieAttributes } from "@/lib/auth/cookie-attributes";
import { parseTheme, type Theme } from "@/lib/domain/theme";

const NAME = "passerelle-theme";
const YEAR_S = 365 * 24 * 3600;

/** The theme chosen in this browser. */
export async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(NAME)?.value);
}

/** Keeps the choice for a year; a page made by the server wears it from its first byte. */
export async function writeTheme(theme: Theme): Promise<void> {
  (await cookies()).set(NAME, theme, cookieAttributes(YEAR_S));
}
