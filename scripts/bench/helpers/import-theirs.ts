// What the TBA's upload page does of a file, in a process of its own: SheetJS reads it, a zod schema validates its rows. Says its figures.
import { readFileSync } from "node:fs";
import * as SheetJs from "xlsx";
import { telephoneVerdict } from "@/lib/domain/contrat/telephone";
import { contratZod } from "./contrat-zod";

const [path = "", expected = ""] = process.argv.slice(2);
const schema = contratZod((numero) => telephoneVerdict(numero) === "accepted");
const begun = performance.now();
const book = SheetJs.read(readFileSync(path), { type: "buffer", cellDates: true });
const [name = ""] = book.SheetNames;
const sheet = book.Sheets[name];
const rows = sheet === undefined ? [] : SheetJs.utils.sheet_to_json<Record<string, unknown>>(sheet);
let valid = 0;
for (const row of rows) if (schema.safeParse(row).success) valid += 1;
const seconds = (performance.now() - begun) / 1000;
if (rows.length !== Number(expected)) throw new Error(`${rows.length} lignes pour ${expected}.`);
console.log(JSON.stringify({ seconds, valid, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
