import type { Page } from "@playwright/test";

/** The stops of the keyboard in a long form, all its groups open, and those that its bar hides once they have the focus. */
export function stopsUnderTheBar(page: Page): Promise<{ count: number; hidden: string[] }> {
  return page.evaluate(() => {
    for (const group of document.querySelectorAll<HTMLDetailsElement>("main form details")) group.open = true;
    const bar = document.querySelector("[data-barre]");
    const hidden: string[] = [];
    let count = 0;
    for (const stop of document.querySelectorAll<HTMLElement>("main :is(a, input, select, button, summary)")) {
      if (bar?.contains(stop) || stop.tabIndex < 0 || stop.offsetParent === null) continue;
      stop.focus();
      if (document.activeElement !== stop) continue;
      count += 1;
      const { left, top, height } = stop.getBoundingClientRect();
      if (bar?.contains(document.elementFromPoint(left + 2, top + height / 2))) hidden.push(stop.id);
    }
    return { count, hidden };
  });
}

/** How much a page moves while it comes, on a slow line (1.6 Mb/s, 150 ms) and with nothing kept of it: the sum that browsers call CLS. */
export async function layoutShift(page: Page, path: string): Promise<number> {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.setCacheDisabled", { cacheDisabled: true });
  const speed = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
  await line.send("Network.emulateNetworkConditions", { offline: false, ...speed });
  await page.goto(path, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) total += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(total)));
      }),
  );
  await line.detach();
  return shift;
}

/** On a phone or a screen of that width, the tables of a page that must be scrolled sideways to be read, by their names. */
export async function wideTables(page: Page, width = 390): Promise<(string | null)[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width, height: 844 });
  const wide = await page
    .locator("section:has(> table)")
    .evaluateAll((regions) =>
      regions.filter((r) => r.scrollWidth > r.clientWidth).map((r) => r.getAttribute("aria-label")),
    );
  if (size !== null) await page.setViewportSize(size);
  return wide;
}
