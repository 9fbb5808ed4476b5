import { writeFileSync } from "node:fs";
import { exampleWorkbook } from "./classeur-exemple";

/** `npx tsx scripts/demo/exemple/generer-exemple.ts` writes the sample again beside this file. */
const path = new URL("./apprenants-exemple.xlsx", import.meta.url);
writeFileSync(path, await exampleWorkbook());
