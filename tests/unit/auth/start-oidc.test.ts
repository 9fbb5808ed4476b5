import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, expect, it, vi } from "vitest";

/** The site itself, as far as who starts a sign-in asks it: each answer waits until it is let go. */
const held: (() => void)[] = [];
const counted = { now: 0, most: 0 };
const site = createServer((request, response) => {
  if (request.url === "/api/auth/csrf") {
    counted.now += 1;
    counted.most = Math.max(counted.most, counted.now);
    held.push(() => response.end(JSON.stringify({ csrfToken: "jeton" })));
    return;
  }
  counted.now -= 1;
  response.writeHead(302, { location: "https://fournisseur.example/entrer", "set-cookie": "etat=1" }).end();
});
afterAll(() => site.close());
afterEach(() => vi.unstubAllEnvs());

it("Cent personnes envoyées ensemble chez le fournisseur y vont quatre par quatre, et les dernières sont priées d'attendre", async () => {
  await new Promise<void>((ready) => site.listen(0, "localhost", ready));
  vi.resetModules();
  vi.stubEnv("NEXTAUTH_URL", `http://localhost:${(site.address() as AddressInfo).port}`);
  const { startOidc } = await import("@/lib/auth/start-oidc");
  const all = Promise.allSettled(Array.from({ length: 100 }, startOidc));
  let over = false;
  all.then(() => {
    over = true;
  });
  while (!over) {
    for (const letGo of held.splice(0)) letGo();
    await new Promise((soon) => setTimeout(soon, 5));
  }
  const started = (await all).filter(({ status }) => status === "fulfilled");
  const busy = (await all).filter((each) => each.status === "rejected" && each.reason.code === "BUSY");
  expect([started.length, busy.length]).toEqual([44, 56]);
  expect(started[0]).toMatchObject({ value: { address: "https://fournisseur.example/entrer", cookies: ["etat=1"] } });
  expect(counted.most).toBeLessThanOrEqual(4);
});
