// `npm run docs`: writes the pages of docs that the code knows by itself.
import { writeFileSync } from "node:fs";
import { anomaliesPage } from "./anomalies-page";

writeFileSync("docs/anomalies.md", anomaliesPage());
console.log("docs/anomalies.md");
