import { writeFileSync } from "node:fs";
import { exampleWorkbook } from "./example-workbook";

/** `npx tsx scripts/demo/example/generate-example.ts` writes the sample again beside this file. */
const path = new URL("./apprenants-exemple.xlsx", import.meta.url);
writeFileSync(path, await exampleWorkbook());
