import type { TestProject } from "vitest/node";
import { describeFigures } from "./figures";
import { type SiteAddress, startSite } from "./site";

declare module "vitest" {
  export interface ProvidedContext {
    site: SiteAddress;
  }
}

/** One site for all the files of the walls: what one of them leaves broken is the others' failure as well. */
export default async function shareSite(project: TestProject): Promise<() => Promise<void>> {
  const site = await startSite();
  project.provide("site", { url: site.url, pid: site.pid, folder: site.folder });
  return async () => {
    console.log(describeFigures(site));
    await site.stop();
  };
}
