import { decode, encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decodeSession } from "@/lib/auth/decode-session";

const SECRET = "un secret d'essai, assez long pour une clé";
const HOUR_S = 3600;
const cookie = (sid: string) => encode({ token: { sid }, secret: SECRET, maxAge: HOUR_S });

describe("Ce que dit le cookie d'une session", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => vi.useRealTimers());

  it("est ce que dit la bibliothèque, la première fois comme les suivantes", async () => {
    const token = await cookie("une session");
    const expected = await decode({ token, secret: SECRET });
    for (let time = 0; time < 3; time++) expect(await decodeSession({ token, secret: SECRET })).toEqual(expected);
  });

  it("n'est plus rien une fois l'heure passée, même lu juste avant", async () => {
    const token = await cookie("une session");
    expect((await decodeSession({ token, secret: SECRET }))?.sid).toBe("une session");
    vi.setSystemTime(Date.now() + 2 * HOUR_S * 1000);
    await expect(decodeSession({ token, secret: SECRET })).rejects.toThrow();
  });

  it("ne vaut ni pour un cookie retouché, ni pour une autre clé", async () => {
    const token = await cookie("une session");
    await decodeSession({ token, secret: SECRET });
    const altered = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
    await expect(decodeSession({ token: altered, secret: SECRET })).rejects.toThrow();
    await expect(decodeSession({ token, secret: `${SECRET} tout autre` })).rejects.toThrow();
  });

  it("reste celui de chacun quand des milliers de cookies se suivent", async () => {
    const tokens = await Promise.all(Array.from({ length: 2100 }, (_, n) => cookie(`session ${n}`)));
    for (const [n, token] of tokens.entries()) {
      expect((await decodeSession({ token, secret: SECRET }))?.sid).toBe(`session ${n}`);
    }
    expect((await decodeSession({ token: tokens[0], secret: SECRET }))?.sid).toBe("session 0");
  });
});
