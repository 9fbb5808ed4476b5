import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds on a page as it stands, a sentence each. Colours that are on their way to others are there first: a page half light and half
 * dark is nobody's. Without a page of its own to put the results of frames together, of which there are none: half the time.
 */
export async function lookWithAxe(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
  });
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  // In the reader's own colours, those that the styles say are not painted, and axe reads no others.
  if (await page.evaluate(() => matchMedia("(forced-colors: active)").matches)) builder.disableRules("color-contrast");
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id} : ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
