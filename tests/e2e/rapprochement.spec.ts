import { expect, test } from "@playwright/test";
import ExcelJS from "exceljs";
import { cfaE2e } from "./cfas";
import { lookWithAxe } from "./look-with-axe";
import { wideTables } from "./measures";
import { importExample, rapportPath, saveKey, signIn } from "./sign-in";

const cfa = cfaE2e(11);
const DAY = "2026-11-15";

/** The list with the birth of its first apprentice a day off: nobody but a person may say that it is the same one. */
async function withOneFigureOff(bytes: Buffer): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.getWorksheet("Liste");
  const headings = sheet?.getRow(1).values as ExcelJS.CellValue[];
  const cell = sheet?.getRow(2).getCell(headings.findIndex((heading) => /naissance/i.test(String(heading))));
  if (cell === undefined) throw new Error("La liste n'a pas de date de naissance.");
  const said = cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : String(cell.value);
  const [, head = "", last = ""] = /^(.*)(\d)$/.exec(said) ?? [];
  cell.value = `${head}${last === "1" ? "2" : "1"}`;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test("Les listes du TBA, déposées ensemble, disent qui est vraiment vu et pourquoi les autres ne le sont pas", async ({
  page,
  baseURL,
}) => {
  await signIn(page, cfa, "administrateur");
  await saveKey(page, cfa);
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));
  await page.getByRole("button", { name: "Transmettre maintenant" }).click();
  await expect(page.getByRole("main").getByText(/17 dossiers envoyés\s: 17 acceptés/)).toBeVisible();

  const site = new URL(baseURL ?? "");
  const files = [];
  for (const type of ["apprenant", "abandon"]) {
    const address = `http://localhost:${Number(site.port) + 1}/_simulateur/liste.xlsx?cle=${cfa.key}&type=${type}&date=${DAY}`;
    const whole = await (await page.request.get(address)).body();
    const buffer = type === "apprenant" ? await withOneFigureOff(whole) : whole;
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    files.push({ name: `tdb-effectifs-${type}-${DAY}.xlsx`, mimeType, buffer });
  }
  await page.getByRole("link", { name: "Rapprochement" }).click();
  await expect(page.getByRole("heading", { name: "Rapprochement", exact: true })).toBeVisible();
  await page.locator('input[name="fichier"]').setInputFiles(files);
  await page.getByRole("button", { name: "Rapprocher" }).click();
  await expect(page.getByRole("main").getByText("2 listes reçues.")).toBeVisible();
  await expect(page.getByRole("main").getByText(/^\d+ de vos 57 apprentis sont bien sur le TBA\.$/)).toBeVisible();
  await expect(page.locator("#annonces")).toHaveText(/apprentis sont bien sur le TBA\.$/);
  await expect(
    page.getByRole("main").getByText("Liste « Apprenants » du 15/11/2026 · ", { exact: false }),
  ).toBeVisible();
  await expect(
    page.getByRole("img", { name: /Dans le logiciel\s: 57, Envoyés\s: 17, Acceptés\s: 17, Vus/ }),
  ).toBeVisible();

  await page.getByRole("link", { name: "40 pas envoyés" }).click();
  await expect(page).toHaveURL(/#not-sent$/);
  await expect(page.getByRole("region", { name: "Pas transmis", exact: true }).getByRole("row")).toHaveCount(41);

  const doubtful = page.getByRole("region", { name: /Peut-être la même personne/ });
  await doubtful.getByRole("button", { name: "C'est la même personne" }).click();
  await expect(page.getByRole("heading", { name: "Vos réponses" })).toBeVisible();
  await expect(doubtful).toHaveCount(0);

  expect(await wideTables(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  const cut = (element: Element) => element.scrollHeight - element.clientHeight;
  const listed = page.getByRole("region", { name: "Pas transmis", exact: true });
  expect(await listed.evaluate(cut), "sur papier, la liste est entière").toBeLessThanOrEqual(1);
  await expect(page.getByRole("main").getByText("Déposez les fichiers ici"), "rien à presser").toBeHidden();
  await page.emulateMedia({ media: null });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger le classeur" }).click();
  expect((await download).suggestedFilename()).toMatch(/^rapprochement-0\d{6}A-\d{4}-\d{2}-\d{2}\.xlsx$/);

  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect(await lookWithAxe(page)).toEqual([]);
  }

  await page.goto(`${rapportPath(cfa)}?etat=vus`);
  await page.locator(`table a[href*="/${cfa.uai}/apprenants/"]`).first().click();
  await expect(page.getByRole("main").getByText("dans la liste du 15/11/2026")).toBeVisible();
});
