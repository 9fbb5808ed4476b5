import { describe, expect, it } from "vitest";
import { createReadBatch, onlyReads } from "@/db/read-batch";

/** A database that counts its transactions; `fails`: what a reading within answers with an error. */
function counting(fails: (reading: string) => boolean = () => false) {
  const opened: string[][] = [];
  const together = createReadBatch<{ ask: (reading: string) => Promise<string> }>(async (work) => {
    const asked: string[] = [];
    opened.push(asked);
    return work({
      ask: async (reading) => {
        asked.push(reading);
        if (fails(reading)) throw new Error(`refusé : ${reading}`);
        return `réponse à ${reading}`;
      },
    });
  });
  return { opened, ask: (reading: string) => together((tx) => tx.ask(reading)) };
}

describe("Les lectures demandées d'un même souffle", () => {
  it("partagent une transaction, et chacune a sa réponse", async () => {
    const { opened, ask } = counting();
    const answers = Promise.all(["a", "b", "c"].map(ask));
    expect(await answers).toEqual(["réponse à a", "réponse à b", "réponse à c"]);
    expect(opened).toEqual([["a", "b", "c"]]);
    await ask("d");
    expect(opened).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("ne perdent rien à l'échec d'une autre : chacune est redemandée seule", async () => {
    const { opened, ask } = counting((reading) => reading === "b");
    const answers = await Promise.allSettled(["a", "b", "c"].map(ask));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(opened.slice(1)).toEqual([["a"], ["b"], ["c"]]);
  });

  it("sont toutes refusées, et pas redemandées, quand aucune transaction ne s'ouvre", async () => {
    let tries = 0;
    const together = createReadBatch(async () => {
      tries += 1;
      throw new Error("plus de place");
    });
    const answers = await Promise.allSettled([together(async () => 1), together(async () => 2)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(tries).toBe(1);
  });

  it("ne sont que des lectures : ce qui écrit ou verrouille garde sa transaction", () => {
    expect(onlyReads('select "id" from "dossiers"')).toBe(true);
    expect(onlyReads("  with page as materialized (select 1) select * from page")).toBe(true);
    expect(onlyReads('insert into "imports" values (1)')).toBe(false);
    expect(onlyReads("with taken as (delete from rapport_changes returning id) select * from taken")).toBe(false);
    expect(onlyReads("select id from etablissements where id = $1 for update")).toBe(false);
  });
});
