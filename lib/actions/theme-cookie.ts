import { cookies } from "next/headers";
import { parseTheme, type Theme } from "@/lib/domain/theme";
import { env } from "@/lib/env";

const NAME = "passerelle-theme";
const YEAR_S = 365 * 24 * 3600;

/** The theme chosen in this browser. */
export async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(NAME)?.value);
}

/** Keeps the choice for a year; a page made by the server wears it from its first byte. */
export async function writeTheme(theme: Theme): Promise<void> {
  const secure = env().NEXTAUTH_URL.startsWith("https://");
  (await cookies()).set(NAME, theme, { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: YEAR_S });
}
