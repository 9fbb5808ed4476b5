// `npm run docs`: writes the pages of docs that the code knows by itself.
import { writeFileSync } from "node:fs";
import { pageAnomalies } from "./page-anomalies";

writeFileSync("docs/anomalies.md", pageAnomalies());
console.log("docs/anomalies.md");
