import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const { warn } = vi.hoisted(() => ({ warn: vi.fn() }));
vi.mock("@/lib/logger", () => ({ logger: { warn } }));

/** Reads as a site of this configuration, started anew. */
async function readAddress(env: Record<string, string>, headers: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ TRUSTED_PROXIES: "0", VERCEL: "", ...env })) vi.stubEnv(name, value);
  const { addressOf } = await import("@/lib/auth/caller");
  return addressOf((name) => headers[name] ?? null);
}

const SOCKET = { "x-passerelle-socket": "::ffff:198.51.100.4" };
const SPOOFED = { "x-forwarded-for": "203.0.113.1, 203.0.113.2", "x-real-ip": "203.0.113.3" };

describe("D'où vient un appel", () => {
  beforeEach(() => warn.mockClear());
  afterEach(() => vi.unstubAllEnvs());

  it("se lit de la connexion, quoi qu'écrive qui appelle", async () => {
    expect(await readAddress({}, { ...SOCKET, ...SPOOFED })).toBe("198.51.100.4");
    expect(await readAddress({}, SOCKET)).toBe("198.51.100.4");
  });

  it("se lit de ce que les mandataires déclarés ajoutent, jamais de ce qui est à leur gauche", async () => {
    const headers = { ...SOCKET, "x-forwarded-for": "203.0.113.1, 192.0.2.7" };
    expect(await readAddress({ TRUSTED_PROXIES: "1" }, headers)).toBe("192.0.2.7");
    expect(await readAddress({ TRUSTED_PROXIES: "2" }, headers)).toBe("203.0.113.1");
    expect(await readAddress({ TRUSTED_PROXIES: "3" }, headers)).toBeNull();
    expect(await readAddress({ TRUSTED_PROXIES: "1" }, { "x-forwarded-for": "<script>" })).toBeNull();
  });

  it("se dit au journal technique, une fois, quand un mandataire est là sans être déclaré", async () => {
    await readAddress({}, { ...SOCKET, "x-forwarded-for": SOCKET["x-passerelle-socket"] });
    await readAddress({ TRUSTED_PROXIES: "1" }, { ...SOCKET, ...SPOOFED });
    expect(warn).not.toHaveBeenCalled();
    vi.resetModules();
    const { addressOf } = await import("@/lib/auth/caller");
    vi.stubEnv("TRUSTED_PROXIES", "0");
    for (let i = 0; i < 3; i++) addressOf((name) => ({ ...SOCKET, ...SPOOFED })[name] ?? null);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("TRUSTED_PROXIES"));
  });
});
