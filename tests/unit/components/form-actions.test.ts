import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { copyText } from "@/components/forms/use-copy";

const FOLDERS = ["app", "components"];
const WRAPPER = "components/forms/use-form-action.ts";
const FORM = "components/forms/action-form.tsx";

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, "utf8") })),
);
const withText = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe("Ce qui est saisi n'est jamais perdu", () => {
  it("toute action passe par la même enveloppe", () => {
    expect(withText(/\buseActionState\(|\buseActionState</)).toEqual([WRAPPER]);
    expect(sources.filter(({ text }) => text.includes("useFormAction(")).length).toBeGreaterThan(30);
  });

  it("tout formulaire d'une action garde ce qui n'a pas été pris", () => {
    // A form's own `action` is an address, or what useFormAction sends with, through ActionForm.
    const bare = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/<form\b[^<]*?\baction=\{([^}]*)\}/g)]
        .filter(([, action = ""]) => !/^(?:path|upload\.address)$/.test(action))
        .map(([, action]) => `${path} : ${action}`),
    );
    expect(bare).toEqual([`${FORM} : action`]);
    expect(withText(/formAction=\{/)).toEqual([]);
  });

  it("une page n'est refaite que par ce qui sait quand elle ne doit pas l'être", () => {
    expect(withText(/\brevalidatePath\(/)).toEqual([]);
  });

  it("« Enregistrer » se redit quand la session est finie, et nulle part ailleurs", () => {
    const saving = withText(/busyLabel="Enregistrement…"[^>]*>\s*Enregistrer\b/);
    // Its button is in a file of its own.
    expect(withText(/\bsaves: true/)).toEqual(
      saving.map((path) => path.replace("depart-form.tsx", "depart-forms.tsx")),
    );
    expect(saving.length).toBeGreaterThan(3);
  });

  it("un bouton qui ne sert qu'avec un script ne se montre pas sans", () => {
    const byScript = withText(/\bwindow\.print\(|= useCopy\(/);
    expect(byScript.length).toBeGreaterThan(2);
    expect(withText(/noscript:hidden/)).toEqual(expect.arrayContaining(byScript));
  });

  it("ce qui se copie dit aussi quand le navigateur ne l'a pas permis", () => {
    expect(withText(/clipboard\.writeText\(/)).toEqual(["components/forms/use-copy.ts"]);
  });

  it("ni quand il n'a pas de presse-papiers, comme sur un site sans https", async () => {
    vi.stubGlobal("navigator", {});
    expect(await copyText("à copier")).toBe(false);
    vi.unstubAllGlobals();
  });
});
