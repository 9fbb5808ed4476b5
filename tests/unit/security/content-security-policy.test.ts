import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "@/lib/security/content-security-policy";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((text) => [text.split(" ")[0], text.split(" ").slice(1)]));

describe("Ce qu'une page laisse faire au navigateur", () => {
  it("n'est que de lancer les scripts de cette réponse, et de parler au site", () => {
    const said = directives(contentSecurityPolicy("numéro"));
    expect(said.get("script-src")).toEqual(["'self'", "'nonce-numéro'", "'strict-dynamic'"]);
    expect(said.get("default-src")).toEqual(["'self'"]);
    expect(said.get("connect-src")).toEqual(["'self'"]);
    for (const closed of ["object-src", "base-uri", "frame-ancestors"]) expect(said.get(closed)).toEqual(["'none'"]);
  });

  it("mène une déconnexion chez le fournisseur d'identité, quand il y en a un", () => {
    const formsOf = (provider: string | null) => directives(contentSecurityPolicy("n", provider)).get("form-action");
    expect(formsOf(null)).toEqual(["'self'"]);
    expect(formsOf("https://identite.exemple.fr")).toEqual(["'self'", "https://identite.exemple.fr"]);
  });
});
