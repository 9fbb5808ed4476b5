import { expect, it } from "vitest";
import { boundedForm, formTexts } from "@/lib/actions/form-fields";

const formOf = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

it("Un texte de formulaire n'a pas de caractère nul, que la base ne garde pas", () => {
  expect(formTexts("nom", "autre").parse(formOf({ nom: "Logi\0ciel\0" }))).toEqual({ nom: "Logiciel", autre: "" });
});

it("Un formulaire a des bornes", () => {
  const taken = (fields: Record<string, string>) => boundedForm.safeParse(formOf(fields)).success;
  expect(taken({ nom: "x".repeat(10_000) })).toBe(true);
  expect(taken({ nom: "x".repeat(10_001) })).toBe(false);
  expect(taken({ ["n".repeat(101)]: "x" })).toBe(false);
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, rank) => [`n${rank}`, "x"]));
  expect(taken(many(4000))).toBe(true);
  expect(taken(many(4001))).toBe(false);
});
