import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { HEADINGS, fileRow as row } from "./import-rows";
import { applyImport, continueToPreview, importsPath, rapportPath, sendFile, signIn } from "./sign-in";

const cfa = cfaE2e(3);
const csv = (text: string, name = "essai.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const file = (...rows: string[]) => csv([HEADINGS, ...rows].join("\n"));

test("Un fichier inutilisable est refusé d'une phrase, et rien n'est écrit", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  const main = page.getByRole("main");
  await sendFile(page, cfa, {
    name: "photo.xlsx",
    mimeType: "image/png",
    buffer: Buffer.from("ceci n'est pas un classeur"),
  });
  await expect(main.getByText(/n'est ni un classeur ni un fichier CSV/)).toBeVisible();
  await expect(page.locator("#annonces")).toContainText("Ce fichier n'est pas importé.");
  await main.getByRole("link", { name: "Importer un autre fichier" }).click();
  await expect(page).toHaveURL(importsPath(cfa));
  await sendFile(page, cfa, csv("couleur;taille\nbleu;12\n"));
  await expect(main.getByText(/Aucune colonne/)).toBeVisible();
  await page.goto(importsPath(cfa));
  await page
    .locator('input[name="fichier"]')
    .setInputFiles({ name: "gros.csv", mimeType: "text/csv", buffer: Buffer.alloc(11 * 1024 * 1024, "a") });
  await page.getByRole("button", { name: "Importer" }).click();
  await expect(main.getByText(/la limite est de 10 Mo/)).toBeVisible();
  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("main").getByText(/Aucun dossier/)).toBeVisible();
});

test("Tant qu'il n'y a rien, chaque page dit quoi faire, avec le lien, et ne montre rien qui ne serve pas", async ({
  page,
}) => {
  await signIn(page, cfa, "gestionnaire");
  const main = page.getByRole("main");
  await page.goto(`/${cfa.uai}/etablissement/a-surveiller`);
  await expect(main.getByRole("link", { name: "Importer un fichier" })).toHaveAttribute("href", importsPath(cfa));
  await expect(main.getByRole("button", { name: "Rechercher" })).toHaveCount(0);
  await expect(main.getByRole("link", { name: "Télécharger la liste" })).toHaveCount(0);
  await page.goto(`/${cfa.uai}/transmissions`);
  await expect(main.getByRole("link", { name: "la clé du TBA est enregistrée" })).toBeVisible();
  await expect(main.getByRole("link", { name: "le rapport" })).toHaveAttribute("href", rapportPath(cfa));
  await expect(main.getByText("0 transmission")).toHaveCount(0);
  await page.goto(`${rapportPath(cfa)}/impression`);
  await expect(main.getByText("Il n'y a encore aucun dossier à imprimer.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("Des titres inconnus se disent une fois : le fichier suivant passe droit à l'aperçu", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  const unknown = (name: string, id: string) =>
    csv(
      `${HEADINGS.replace("nom_apprenant", "Blaze").replace(";preBlaze", ";prenom_apprenant")};Couleur\n${row(id, name)};bleu\n`,
    );
  await sendFile(page, cfa, unknown("Martin", "T-1"));
  await expect(page.getByRole("heading", { name: "Que contiennent ces colonnes ?" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 900 });
  const box = await page.getByLabel("Retenir pour la prochaine fois").boundingBox();
  expect([box?.width, box?.height], "une case n'est pas écrasée par ses mots").toEqual([16, 16]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel("Blaze").selectOption({ label: "Nom" });
  await continueToPreview(page);
  await expect(page.getByRole("main").getByText("MARTIN Léa")).toBeVisible();
  // The button that was pressed went with the columns, under the same title: it is said, and the keyboard is at the preview.
  await expect(page.locator("#annonces")).toContainText(/L'aperçu est prêt\s: 1 nouveau/);
  await expect(page.locator("body")).not.toBeFocused();
  await applyImport(page);
  await sendFile(page, cfa, unknown("Durand", "T-2"));
  await expect(page.getByRole("button", { name: /^Appliquer/ })).toBeVisible();
  await expect(page.getByRole("main").getByText("DURAND Léa")).toBeVisible();
  await expect(page.getByRole("main").getByText(/correspondance retenue «\sessai\s»/)).toBeVisible();
  await expect(page).toHaveTitle(/^essai\.csv, import du \d\d\/\d\d\/\d{4} à \d\d:\d\d · Passerelle TBA$/);
  // Its line goes with the press: the answer stays, and the keyboard goes on from there.
  await page.goto(importsPath(cfa));
  await page.getByRole("button", { name: "Oublier essai" }).click();
  await expect(page.locator("*:focus")).toContainText("La correspondance est oubliée.");
  await expect(page.getByRole("button", { name: "Renommer essai" })).toHaveCount(0);
});

test("Ce qu'aucune colonne ne dit se dit une fois : proposé, corrigé à sa case, et vu dans l'aperçu", async ({
  page,
}) => {
  await signIn(page, cfa, "gestionnaire");
  const main = page.getByRole("main");
  const cut = (text: string) => text.replace(/;annee_scolaire|;2026-2027/, "");
  await sendFile(page, cfa, csv(`${cut(HEADINGS)}\n${cut(row("G-1", "Garnier"))}\n`, "sans-annee.csv"));
  await expect(main.getByText("1 information obligatoire n'a pas de colonne")).toBeVisible();
  const year = page.getByLabel("Année scolaire", { exact: true });
  await year.fill("2026-2029");
  await page.getByRole("button", { name: "Continuer vers l'aperçu" }).click();
  await expect(year).toBeFocused();
  await expect(year).toHaveValue("2026-2029");
  await expect(year).toHaveAccessibleDescription(/2026-2029/);
  await year.fill("");
  await page.getByRole("button", { name: "Reprendre ce qui est proposé" }).click();
  await expect(year).toHaveValue(/^\d{4}-\d{4}$/);
  await continueToPreview(page);
  await expect(main.getByText(/Donné une fois pour tout le fichier.*Année scolaire/)).toBeVisible();
  await page.getByRole("button", { name: "Abandonner" }).click();
  await expect(page).toHaveURL(importsPath(cfa));
  await expect(main.getByText(/Pour toutes les lignes\s: Année scolaire \d{4}-\d{4}/)).toBeVisible();
  await page.getByRole("button", { name: "Oublier sans-annee" }).click();
  await expect(page.locator("*:focus")).toContainText("La correspondance est oubliée.");
});

test("Un statut que personne ne connaît se dit une fois pour toute la colonne, et pour les fichiers suivants", async ({
  page,
}) => {
  await signIn(page, cfa, "gestionnaire");
  const statuts = (...rows: [string, string, string][]) =>
    csv([`${HEADINGS};Statut`, ...rows.map(([id, name, statut]) => `${row(id, name)};${statut}`)].join("\n"));
  await sendFile(
    page,
    cfa,
    statuts(["S-1", "Leroy", "Apprenti"], ["S-2", "Moreau", "Candidat"], ["S-3", "Simon", "Candidat"]),
  );
  await expect(page.getByRole("link", { name: /À confirmer$/ })).toContainText("2");
  await page.getByRole("link", { name: "Revoir les colonnes" }).click();
  await expect(page.getByLabel(/^Apprenti /)).toHaveValue("");
  await expect(page.getByLabel(/^Apprenti /)).toContainText(/Reconnu\s: un apprenti/);
  await page.getByLabel(/^Candidat /).selectOption({ label: "Pas un apprenti" });
  await continueToPreview(page);
  await expect(page.getByRole("main").getByText(/2\slignes ne sont pas celles d'apprentis/)).toBeVisible();
  await expect(page.getByRole("link", { name: /À confirmer$/ })).toContainText("0");
  await applyImport(page);
  await sendFile(page, cfa, statuts(["S-1", "Leroy", "Apprenti"], ["S-4", "Roux", "Candidat"]));
  await expect(page.getByRole("main").getByText(/1\sligne n'est pas celle d'un apprenti/)).toBeVisible();
  await expect(page.getByRole("link", { name: /À confirmer$/ })).toContainText("0");
  await page.getByRole("button", { name: "Abandonner" }).click();
  await expect(page).toHaveURL(new RegExp(`${importsPath(cfa)}$`));
});

test("L'aperçu montre ce qui change ; une cellule qui manque se tape sur place, un texte abîmé se confirme", async ({
  page,
}) => {
  await signIn(page, cfa, "gestionnaire");
  await sendFile(page, cfa, file(row("E-1", "Martin"), row("E-2", "LefÃ¨vre"), row("E-3", "")));
  const counter = (name: string) => page.getByRole("link", { name: new RegExp(`${name}$`) });
  await expect(counter("À confirmer")).toContainText("1");
  await expect(page.getByRole("main").getByText(/semble abîmé/)).toBeVisible();
  await page.getByRole("button", { name: "Oui, c'est juste" }).click();
  await expect(counter("À confirmer")).toContainText("0");
  await counter("Écartés").click();
  await expect(page.getByRole("main").getByText("Ligne 4 : il manque le nom.")).toBeVisible();
  await page.getByLabel("Nom de la ligne 4").fill("Petit");
  await page.getByRole("button", { name: "Enregistrer les cellules corrigées" }).click();
  await expect(counter("Nouveaux")).toContainText("3");
  await applyImport(page);
  await sendFile(page, cfa, file(row("E-1", "Martine"), row("E-2", "LefÃ¨vre")));
  await expect(counter("Modifiés")).toContainText("1");
  await expect(counter("À confirmer")).toContainText("0");
  await expect(counter("Absents")).toContainText("1");
  await expect(page.getByRole("region", { name: "Modifiés" })).toContainText("Martin");
  await applyImport(page);
});

test("Le dernier import s'annule : les dossiers reviennent comme avant", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  await sendFile(page, cfa, file(row("A-1", "Ajoute"), row("E-1", "Autrement")));
  await applyImport(page);
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await expect(page.getByRole("main").getByText("Cet import a été annulé.")).toBeVisible();
  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("main").getByText("MARTINE Léa").first()).toBeVisible();
  await expect(page.getByRole("main").getByText("AJOUTE")).toHaveCount(0);
});

test("Un import s'abandonne, et le même fichier est reconnu avant d'être lu", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  const same = file(row("E-9", "Identique"));
  await sendFile(page, cfa, same);
  await page.getByRole("button", { name: "Abandonner" }).click();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.locator("#annonces")).toHaveText("L'import est abandonné.");
  await sendFile(page, cfa, same);
  await applyImport(page);
  await sendFile(page, cfa, same);
  await expect(page.getByRole("main").getByText("Ce fichier est déjà importé")).toBeVisible();
  await page.getByRole("button", { name: "Le lire quand même" }).click();
  await expect(page.getByRole("link", { name: /Inchangés$/ })).toContainText("1");
});

test("Un classeur d'une feuille par classe est pris entier, et se colle aussi depuis le tableur", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  await sendFile(page, cfa, "tests/fixtures/cas/03-xlsx-une-feuille-par-classe.xlsx");
  const apply = page.getByRole("button", { name: /^Appliquer/ });
  await expect(apply.or(page.getByRole("button", { name: "Continuer vers l'aperçu" }))).toBeVisible();
  if (!(await apply.isVisible())) await continueToPreview(page);
  await expect(page.getByRole("link", { name: /Nouveaux$/ })).toContainText("2");
  await expect(page.getByRole("columnheader", { name: "Feuille" })).toBeVisible();
  await page.goto(importsPath(cfa));
  await page.getByRole("main").getByText("Ou coller depuis votre tableur").click();
  await page
    .getByLabel("Cellules copiées, avec la ligne des titres")
    .fill([HEADINGS, row("C-1", "Colle")].join("\n").replaceAll(";", "\t"));
  await page.getByRole("button", { name: "Importer ce qui est collé" }).click();
  await expect(page.getByRole("heading", { name: "collage.csv" })).toBeVisible();
  await expect(page.getByRole("main").getByText("COLLE Léa")).toBeVisible();
});
