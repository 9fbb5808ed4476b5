import { writeFileSync } from "node:fs";
import { classeurExemple } from "./classeur-exemple";

/** `npx tsx scripts/demo/exemple/generer-exemple.ts` writes the sample again beside this file. */
const chemin = new URL("./apprenants-exemple.xlsx", import.meta.url);
writeFileSync(chemin, await classeurExemple());
