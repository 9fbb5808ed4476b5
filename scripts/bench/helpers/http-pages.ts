import { readFileSync } from "node:fs";
import type { Site, SiteAddress } from "@/tests/walls/site";

/** An address that a bench asks for, as whom. `name` is French: it is in the table. */
export type Asked = { name: string; path: string; cookie: string };

/** Asks once, and waits for the whole answer. Throws on anything but a 200. Answers milliseconds and the text. */
export async function ask(site: Site, { path, cookie }: Asked): Promise<{ ms: number; text: string }> {
  const startedAt = performance.now();
  const response = await fetch(`${site.url}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} a répondu ${response.status}.`);
  return { ms: performance.now() - startedAt, text };
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;

export type Figures = { median: number; p95: number };

export const figuresOf = (values: readonly number[]): Figures => ({ median: at(values, 0.5), p95: at(values, 0.95) });

/**
 * The same pages turn by turn, asked by so many readers at once, each beginning elsewhere: what else the machine does falls on all of
 * them. The first `warmUp` turns are not counted.
 */
export async function measurePages(
  site: Site,
  asked: readonly Asked[],
  { readers, rounds, warmUp }: { readers: number; rounds: number; warmUp: number },
): Promise<Figures[]> {
  const times = asked.map((): number[] => []);
  const read = async (reader: number) => {
    for (let round = 0; round < warmUp + rounds; round++) {
      for (let turn = 0; turn < asked.length; turn++) {
        const rank = (turn + Math.floor((reader * asked.length) / readers)) % asked.length;
        const { ms } = await ask(site, asked[rank] as Asked);
        if (round >= warmUp) times[rank]?.push(ms);
      }
    }
  };
  await Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
  return times.map(figuresOf);
}

/** How many whole answers a second so many readers get together of one page, and how many were refused («très occupé»). */
export async function pagesPerSecond(
  site: Site,
  page: Asked,
  readers: number,
  seconds: number,
): Promise<{ perSecond: number; refused: number }> {
  const startedAt = performance.now();
  let [answers, refused] = [0, 0];
  const read = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      const response = await fetch(`${site.url}${page.path}`, { headers: { cookie: page.cookie }, redirect: "manual" });
      await response.arrayBuffer();
      if (response.status === 200) answers += 1;
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  return { perSecond: answers / ((performance.now() - startedAt) / 1000), refused };
}

/** The memory that a process holds now, in megabytes; NaN where the system does not say. */
export function residentMb({ pid }: Pick<SiteAddress, "pid">): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
