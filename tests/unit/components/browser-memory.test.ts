import { readdirSync, readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { isWithheld } from "@/components/forms/typed-text";
import { KeyForm } from "@/components/settings/key-form";
import { IDLE } from "@/lib/domain/action-state.types";

const COMPONENTS = readdirSync("components", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => ({ file, text: readFileSync(`components/${file}`, "utf8") }));

it("La clé du TBA n'est pas un mot de passe pour le navigateur, qui y mettrait le sien ; elle se cache, et rien ne la garde", () => {
  const shown = renderToStaticMarkup(createElement(KeyForm, { save: async () => IDLE, present: true }));
  const field = /<input[^>]*name="cle"[^>]*>/.exec(shown)?.[0] ?? "";
  expect(field).toContain('type="text"');
  expect(field).toContain("text-security:disc");
  expect(field).toContain('autoComplete="off"');
  expect(field).toContain("data-secret");
  expect(isWithheld({ type: "text", hidden: false, dataset: { secret: "" } })).toBe(true);
  expect(isWithheld({ type: "text", hidden: false, dataset: {} })).toBe(false);
});

it("Qui change son mot de passe le fait sous son adresse : le navigateur ne lit pas un champ de type hidden", () => {
  const deaf = COMPONENTS.filter(({ text }) => /type="hidden"[^>]*autoComplete/.test(text)).map(({ file }) => file);
  expect(deaf).toEqual([]);
  expect(COMPONENTS.filter(({ text }) => text.includes("<AccountName ")).length).toBe(4);
  expect(isWithheld({ type: "text", hidden: true, dataset: {} })).toBe(true);
});

it("Le navigateur ne propose pas à la place d'un autre le nom ni l'adresse de qui est là", () => {
  // What is proposed for the columns of a file has a value already: the file's own name.
  const fields = COMPONENTS.filter(({ file }) => !file.startsWith("imports/columns")).flatMap(({ file, text }) =>
    [...text.matchAll(/<(?:TextField|Input)\b[\s\S]*?\/>/g)].map(([field]) => ({ file, field })),
  );
  const theirs = fields.filter(({ field }) => /(?:id|name)="(?:nom|email|adresse)"/.test(field));
  expect(theirs.length).toBeGreaterThan(5);
  expect(theirs.filter(({ field }) => !field.includes("autoComplete=")).map(({ file }) => file)).toEqual([]);
});

it("Aucune page n'est à traduire par le navigateur : les noms des apprentis partiraient chez un autre, et changeraient", () => {
  for (const page of ["app/layout.tsx", "app/global-error.tsx", "components/rapport/print-document.ts"]) {
    expect(readFileSync(page, "utf8"), page).toMatch(/<html lang="fr" translate="no"/);
  }
});
