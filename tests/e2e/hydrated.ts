import type { Locator } from "@playwright/test";

/** Waits until React answers for an element: a link pressed before that opens its page as any link does, whole and without what shows the wait. */
export async function hydrated(element: Locator): Promise<Locator> {
  const handle = await element.elementHandle();
  await element.page().waitForFunction((node) => {
    return node !== null && Object.keys(node).some((key) => key.startsWith("__reactProps$"));
  }, handle);
  return element;
}
