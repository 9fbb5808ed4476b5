import { describe, expect, it } from "vitest";
import { requireSameOrigin } from "@/lib/actions/require-same-origin";
import { env } from "@/lib/env";

const site = new URL(env().NEXTAUTH_URL);
const other = `http://127.0.0.2:${site.port || 80}`;
const asked = (headers: Record<string, string>) => () =>
  requireSameOrigin(new Request(`${site.origin}/api/imports/X`, { method: "POST", headers }));
const sameOrigin = { "sec-fetch-site": "same-origin" };

describe("Ce qui écrit sans action", () => {
  it("est pris d'une page du site, sous son adresse, ou sous une autre quand le navigateur dit que c'est la même", () => {
    expect(asked({ origin: site.origin })).not.toThrow();
    expect(asked({ origin: other, host: new URL(other).host, ...sameOrigin })).not.toThrow();
  });

  it("est refusé d'ailleurs, ou de qui n'en dit rien", () => {
    const refused = { code: "FORBIDDEN" };
    const host = new URL(other).host;
    const asking: Record<string, string>[] = [
      {},
      { ...sameOrigin },
      { origin: "null", host, ...sameOrigin },
      { origin: other, host },
      { origin: other, host: site.host, ...sameOrigin },
      { origin: other, host, "sec-fetch-site": "cross-site" },
      { origin: site.origin, "sec-fetch-site": "same-site" },
    ];
    for (const headers of asking)
      expect(asked(headers), JSON.stringify(headers)).toThrow(expect.objectContaining(refused));
  });
});
