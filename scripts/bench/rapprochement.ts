import { matchPeople } from "@/lib/domain/rapprochement/match-people";
import { makePeople } from "@/tests/factories/mutated-names";
import { printTable } from "./helpers/print-table";

const SIZE = 20_000;
const ROUNDS = 5;

/** 20,000 apprentices against as many lines, of which a tenth have their name written otherwise: how long, how many right, how many wrong. */
export async function bench(): Promise<void> {
  const figures = [10, 100].map((mutated) => {
    const made = makePeople(1, { size: SIZE, mutated, twins: 2, missing: 1, unknown: 1, twice: 1 });
    let [best, right, wrong, proposed] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const startedAt = performance.now();
      const { matches, proposals } = matchPeople(made.apprentices, made.lines);
      best = Math.min(best, performance.now() - startedAt);
      right = matches.filter(({ apprentice, line }) => made.truth[line] === apprentice).length;
      wrong = matches.length - right;
      proposed = proposals.length;
    }
    const known = made.truth.filter((rank) => rank !== null).length;
    return { mutated, seconds: best / 1000, lines: made.lines.length, share: (100 * right) / known, wrong, proposed };
  });
  printTable(
    figures.map((f) => ({
      "noms écrits autrement (%)": f.mutated,
      lignes: f.lines,
      secondes: Number(f.seconds.toFixed(2)),
      "justes (%)": Number(f.share.toFixed(2)),
      faux: f.wrong,
      proposés: f.proposed,
    })),
    {
      bench: "rapprochement",
      apprentices: SIZE,
      seconds: Number(Math.max(...figures.map(({ seconds }) => seconds)).toFixed(2)),
      right_share: Number((figures[0]?.share ?? 0).toFixed(2)),
      wrong: Math.max(...figures.map(({ wrong }) => wrong)),
    },
  );
}
