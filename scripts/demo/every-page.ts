import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "./accounts";
import { EXAMPLE_CFA } from "./example/cfa";

export const RAPPORT = `/${EXAMPLE_CFA.uai}/etablissement/tableau-de-bord-apprentissage`;

/** Signs in to a demo that runs; ends on the page whose heading is given. */
export async function enter(page: Page, email: string, heading: RegExp): Promise<void> {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("heading", { name: heading }).waitFor();
}

/** Every page of the demo that an administrateur may open, by a name; some are found by following the first link of another. */
export async function everyPage(page: Page): Promise<Record<string, string>> {
  const own = (path: string) => `/${EXAMPLE_CFA.uai}/${path}`;
  const first = async (from: string, selector: string) => {
    await page.goto(from);
    return (await page.locator(selector).first().getAttribute("href")) ?? from;
  };
  const dossier = await first(`${RAPPORT}?etat=invalide`, `tbody a[href*="/${EXAMPLE_CFA.uai}/apprenants/"]`);
  return {
    rapport: RAPPORT,
    cause: await first(RAPPORT, 'a[href*="/deblocage/"]'),
    corrections: own("etablissement/corrections"),
    dossier,
    statuts: `${dossier.split("?")[0]}/statuts`,
    "nouveau-dossier": own("apprenants/nouveau"),
    "a-surveiller": own("etablissement/a-surveiller"),
    rapprochement: own("etablissement/rapprochement"),
    transmissions: own("transmissions"),
    transmission: await first(own("transmissions"), `main tbody a[href*="/transmissions/"]`),
    imports: own("imports"),
    import: await first(own("imports"), `main a[href*="/${EXAMPLE_CFA.uai}/imports/"]`),
    "cle-api": own("parametrage/api/mission-apprentissage"),
    logiciels: own("parametrage/api/logiciels"),
    utilisateurs: own("parametrage/utilisateurs"),
    "donnees-personnelles": own("parametrage/donnees-personnelles"),
    journal: own("parametrage/journal"),
    "mon-compte": "/mon-compte",
    aide: "/aide",
    "aide-anomalies": "/aide/anomalies",
    api: "/api/docs/brancher-un-logiciel",
  };
}
