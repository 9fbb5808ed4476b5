import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { peakMemory, type SiteAddress } from "./site";

const figures = z.object({
  attacks: z.number(),
  answers: z.number(),
  /** The longest that /api/sante took meanwhile, in milliseconds. */
  slowest: z.number().default(0),
  probes: z.number().default(0),
});
/** What a piece of the walls' tests tried, and what came back. */
export type Figures = z.input<typeof figures>;

const fileOf = ({ folder }: SiteAddress) => `${folder}/figures.jsonl`;

/** Writes figures down, for the summary of the run. Durations are told, never judged: they are the machine's business too. */
export function recordFigures(site: SiteAddress, seen: Figures): void {
  appendFileSync(fileOf(site), `${JSON.stringify(seen)}\n`);
}

/** The summary of the run, in one sentence. */
export function describeFigures(site: SiteAddress): string {
  const file = fileOf(site);
  const rows = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  const seen = rows.filter(Boolean).map((row) => figures.parse(JSON.parse(row)));
  const sum = (name: keyof z.output<typeof figures>) => seen.reduce((total, one) => total + one[name], 0);
  const slowest = Math.round(Math.max(0, ...seen.map((one) => one.slowest)));
  const memory = peakMemory(site);
  return `Murs : ${sum("attacks")} attaques, ${sum("answers")} réponses ; /api/sante interrogée ${sum("probes")} fois, au pire en ${slowest} ms ; mémoire du serveur au plus ${memory === null ? "inconnue" : `${Math.round(memory)} Mo`}.`;
}
