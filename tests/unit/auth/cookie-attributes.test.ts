import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it.each([
  ["https://passerelle.exemple.fr", true],
  ["http://localhost:3000", false],
])(
  "Un cookie de %s n'est lu d'aucun script, ne part pas d'un autre site, et jamais en clair là où le site est chiffré",
  async (site, secure) => {
    vi.resetModules();
    vi.stubEnv("NEXTAUTH_URL", site);
    const { cookieAttributes } = await import("@/lib/auth/cookie-attributes");
    const common = { httpOnly: true, sameSite: "lax", secure };
    expect(cookieAttributes(60)).toEqual({ ...common, path: "/", maxAge: 60 });
    expect(cookieAttributes(0, "/connexion")).toEqual({ ...common, path: "/connexion", maxAge: 0 });
  },
);
