import postgres, { type ReservedSql, type Sql } from "postgres";
import { describe, expect, it } from "vitest";
import { readInOneGo } from "@/db/read-in-one-go";

/** A driver that writes down what it is asked, and answers nothing until the test says so. */
function slowDriver(close: () => Promise<unknown> = async () => []) {
  const asked: string[] = [];
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const connection = {
    unsafe: (text: string) => {
      asked.push(text);
      const done = answered.then(text === "commit" ? close : async () => []);
      done.catch(() => undefined);
      return { execute: () => done };
    },
    release: () => asked.push("rendue"),
  };
  const client = { reserve: async () => connection } as unknown as Sql;
  return { asked, answer, client };
}

const read = async (connection: ReservedSql) => {
  await connection.unsafe("lecture").execute();
  return "lu";
};

describe("Des lectures en une fois", () => {
  it("partent avec l'ouverture et la fin de leur transaction, sans attendre aucune réponse", async () => {
    const { asked, answer, client } = slowDriver();
    const reading = readInOneGo(client, "set local a = '1'", read);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual(["begin; set local a = '1'", "lecture", "commit"]);
    answer();
    expect(await reading).toBe("lu");
    expect(asked.at(-1)).toBe("rendue");
  });

  it("ne rendent pas la connexion qui est morte : sa place est peut-être déjà à une autre", async () => {
    const { asked, answer, client } = slowDriver(async () => {
      throw new Error("CONNECTION_CLOSED");
    });
    const reading = readInOneGo(client, "set local a = '1'", read);
    answer();
    await expect(reading).rejects.toThrow("CONNECTION_CLOSED");
    expect(asked).not.toContain("rendue");
  });

  it("rendent celle dont la fin de transaction fut refusée : elle vit", async () => {
    const refusal = Object.assign(Object.create(postgres.PostgresError.prototype), {
      severity: "ERROR",
      message: "non",
    });
    const { asked, answer, client } = slowDriver(async () => {
      throw refusal;
    });
    const reading = readInOneGo(client, "set local a = '1'", read);
    answer();
    await expect(reading).rejects.toBe(refusal);
    expect(asked).toContain("rendue");
  });
});
