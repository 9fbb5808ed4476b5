import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { HEADINGS, fileRow as row } from "./import-rows";
import { rapportPath, sendFile, signIn } from "./sign-in";

const cfa = cfaE2e(2);
/** So many that the site cannot be done with them before it dies. */
const ROWS = 12_000;

test("Le site meurt pendant qu'un import s'applique : la page attend, l'import reprend et n'est écrit qu'une fois", async ({
  page,
  request,
}) => {
  await signIn(page, cfa, "gestionnaire");
  const lines = Array.from({ length: ROWS }, (_, n) => row(`R-${n}`, `Nom${n}`));
  await sendFile(page, cfa, {
    name: "gros.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([HEADINGS, ...lines].join("\n")),
  });
  await page.getByRole("button", { name: /^Appliquer/ }).click();
  await expect(page.getByRole("main").getByText("L'import s'applique")).toBeVisible();
  const port = Number(new URL(page.url()).port);
  await request.post(`http://localhost:${port + 3}/`);

  await expect(page.getByRole("heading", { name: "Résultat de l'import" })).toBeVisible();
  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("main")).toContainText(/12\s000 Dossiers apprenants/);
});
