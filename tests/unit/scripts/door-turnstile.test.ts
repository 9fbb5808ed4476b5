import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createDoorTurnstile, isDoor } from "@/scripts/door-turnstile.mjs";

const LIMITS = { slots: 2, maxWaiting: 50, waitMs: 60_000, holdMs: 60_000 };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A page that is made only when the test says so. */
type Page = { request: IncomingMessage; answer: () => void };

/** A server whose pages stand behind a turnstile; `arrived` resolves with each page that is to be made, in order. */
async function start(limits: Partial<typeof LIMITS> = {}) {
  const enter = createDoorTurnstile({ ...LIMITS, ...limits });
  const pages: Page[] = [];
  const listeners: ((page: Page) => void)[] = [];
  let received = 0;
  const make = (incoming: IncomingMessage, response: ServerResponse) => {
    const page = { request: incoming, answer: () => response.end("la page") };
    const listener = listeners.shift();
    if (listener === undefined) pages.push(page);
    else listener(page);
  };
  const listen: RequestListener = (incoming, response) => {
    received += 1;
    enter(incoming, response, () => make(incoming, response));
    server.emit("received");
  };
  const server = createServer(listen).listen(0, "localhost");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url,
    server,
    waiting: () => pages.length,
    arrived: () =>
      new Promise<Page>(
        (resolve) => void (pages.length > 0 ? resolve(pages.shift() as Page) : listeners.push(resolve)),
      ),
    receivedAll: async (count: number) => {
      while (received < count) await once(server, "received");
    },
  };
}

describe("La file d'attente devant les pages de connexion", () => {
  it("en laisse passer deux à la fois, et chacun a sa page", async () => {
    const site = await start();
    const answers = Array.from({ length: 10 }, () => fetch(site.url).then((response) => response.text()));
    await site.receivedAll(10);
    for (let made = 0; made < 10; made++) {
      const page = await site.arrived();
      expect(site.waiting()).toBeLessThanOrEqual(1);
      page.answer();
    }
    expect(await Promise.all(answers)).toEqual(Array(10).fill("la page"));
  });

  it("dit de revenir, en français, à qui trouve la file pleine", async () => {
    const site = await start({ slots: 1, maxWaiting: 1 });
    const answers = [fetch(site.url), fetch(site.url)];
    await site.receivedAll(2);
    const refused = await fetch(site.url);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.text()).toContain("réessayez dans quelques secondes");
    for (const _ of answers) (await site.arrived()).answer();
    for (const answer of answers) expect((await answer).status).toBe(200);
  });

  it("dit de revenir à qui a trop attendu", async () => {
    const site = await start({ slots: 1, waitMs: 1 });
    const first = fetch(site.url);
    const page = await site.arrived();
    expect((await fetch(site.url)).status).toBe(503);
    page.answer();
    expect((await first).status).toBe(200);
  });

  it("ne garde pas la place de qui envoie son formulaire lettre à lettre", async () => {
    const site = await start({ slots: 1 });
    const slow = request(site.url, { method: "POST", headers: { "content-length": "10" } });
    const answered = once(slow, "response");
    slow.write("abc");
    await site.receivedAll(1);
    const other = fetch(site.url);
    (await site.arrived()).answer();
    expect((await other).status).toBe(200);
    slow.end("defghij");
    const page = await site.arrived();
    expect(await text(page.request)).toBe("abcdefghij");
    page.answer();
    const [response] = (await answered) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
  });

  it("rend la place de qui s'en va, avant son tour comme pendant", async () => {
    const site = await start({ slots: 1 });
    const leaving = new AbortController();
    const gone = [0, 1].map(() => fetch(site.url, { signal: leaving.signal }).catch(() => "parti"));
    await site.receivedAll(2);
    await site.arrived();
    leaving.abort();
    expect(await Promise.all(gone)).toEqual(["parti", "parti"]);
    const next = fetch(`${site.url}/suivant`);
    // The second may have had its turn before the server heard that it left.
    let page = await site.arrived();
    while (page.request.url !== "/suivant") page = await site.arrived();
    page.answer();
    expect((await next).status).toBe(200);
  });

  it("rend la place de qui n'en finit pas", async () => {
    const site = await start({ slots: 1, holdMs: 1 });
    const first = fetch(site.url);
    const slow = await site.arrived();
    const second = fetch(site.url);
    (await site.arrived()).answer();
    expect((await second).status).toBe(200);
    slow.answer();
    expect((await first).status).toBe(200);
  });

  it("laisse passer sans tour ce qui sera refusé sans être lu", async () => {
    const site = await start({ slots: 1 });
    const first = fetch(site.url);
    const page = await site.arrived();
    const heavy = fetch(site.url, { method: "POST", body: "a".repeat(20_000) });
    (await site.arrived()).answer();
    expect((await heavy).status).toBe(200);
    page.answer();
    expect((await first).status).toBe(200);
  });

  it("ne mêle pas la demande de l'un à celle de l'autre", async () => {
    const store = new AsyncLocalStorage<string>();
    const enter = createDoorTurnstile({ ...LIMITS, slots: 1 });
    let held: (() => void) | null = null;
    const server = createServer((incoming, response) => {
      const who = incoming.url ?? "";
      store.run(who, () =>
        enter(incoming, response, () => {
          const whoIsIt = store.getStore();
          const answer = () => response.end(whoIsIt);
          if (who === "/premier") held = answer;
          else answer();
          server.emit("made");
        }),
      );
      server.emit("received");
    }).listen(0, "localhost");
    await once(server, "listening");
    closers.push(() => void server.close());
    const address = server.address();
    const url = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
    const made = once(server, "made");
    const first = fetch(`${url}/premier`);
    await made;
    const received = once(server, "received");
    const second = fetch(`${url}/second`);
    await received;
    (held as (() => void) | null)?.();
    expect(await (await first).text()).toBe("/premier");
    expect(await (await second).text()).toBe("/second");
  });
});

describe("Ce qui attend son tour", () => {
  it.each([
    ["/connexion", true],
    ["/connexion?callbackUrl=%2F", true],
    ["/connexion/invitation", true],
    ["/connexion.rsc", true],
    ["/connexion/invitation.rsc?_rsc=1", true],
    ["/connexion/fournisseur", false],
    ["/connexions", false],
    ["/api/sante", false],
  ])("%s : %s", (url, waits) => {
    expect(isDoor(url)).toBe(waits);
  });
});
