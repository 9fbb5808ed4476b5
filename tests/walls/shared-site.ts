import type { TestProject } from "vitest/node";
import { describeFigures } from "./figures";
import { CLIENT, startLyingProvider } from "./lying-provider";
import { type SiteAddress, startSite } from "./site";

declare module "vitest" {
  export interface ProvidedContext {
    site: SiteAddress;
  }
}

/** One site for all the files of the walls: what one of them leaves broken is the others' failure as well. */
export default async function shareSite(project: TestProject): Promise<() => Promise<void>> {
  const provider = await startLyingProvider();
  const site = await startSite({
    env: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  });
  project.provide("site", { url: site.url, pid: site.pid, folder: site.folder });
  return async () => {
    console.log(describeFigures(site));
    await site.stop();
    provider.close();
  };
}
