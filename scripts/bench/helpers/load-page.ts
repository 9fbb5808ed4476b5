import type { Browser, BrowserContext, Page } from "@playwright/test";

/** A line and a computer: bytes a second each way, milliseconds, how many times slower the processor is. -1: as it is. */
export type Line = { down: number; up: number; latency: number; slowdown: number };
export const FAST: Line = { down: -1, up: -1, latency: 0, slowdown: 1 };
/** 1.6 Mb/s, 150 ms, a processor four times slower. */
export const SLOW: Line = { down: 200_000, up: 94_000, latency: 150, slowdown: 4 };

/** What a page took: the last of its largest paints (ms), how much it moved, its scripts as they travelled and its HTML (kB), its requests. */
export type Load = { lcp: number; cls: number; js: number; html: number; requests: number };

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** After the page's own «load»: paints and moves that come late. */
const SETTLING_MS = 500;
const KB = 1000;

/** Notes, before anything of the page, the paints and the moves that the browser tells. */
function watch(): void {
  const told = { lcp: 0, cls: 0 };
  Object.assign(window, { told });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) told.lcp = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) told.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

async function slowDown(page: Page, { down, up, latency, slowdown }: Line) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency },
    ...{ downloadThroughput: down, uploadThroughput: up },
  });
  await line.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return line;
}

/** Opens a page in a browser that knows nothing of the site but a session. Null when the site does not have it. */
export async function loadPage(
  browser: Browser,
  address: string,
  path: string,
  state: State,
  line: Line,
): Promise<Load | null> {
  const context = await browser.newContext({ baseURL: address, locale: "fr-FR", storageState: state });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const network = await slowDown(page, line);
    const scripts = new Set<string>();
    let [js, requests] = [0, 0];
    network.on("Network.requestWillBeSent", () => {
      requests += 1;
    });
    network.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) js += encodedDataLength;
    });
    const response = await page.goto(path, { waitUntil: "load" });
    if (response === null || response.status() !== 200) return null;
    await page.waitForTimeout(SETTLING_MS * line.slowdown);
    const { lcp, cls } = await page.evaluate(() => (window as unknown as { told: { lcp: number; cls: number } }).told);
    return { lcp, cls, js: js / KB, html: (await response.body()).byteLength / KB, requests };
  } finally {
    await context.close();
  }
}
