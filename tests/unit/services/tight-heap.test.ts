import { describe, expect, it } from "vitest";
import { withTightHeap } from "@/lib/services/imports/tight-heap";

/** Works that go on until they are told to end, and what the heap is told meanwhile. */
function listen() {
  const told: number[] = [];
  const begin = () => {
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    const done = withTightHeap(
      100_000,
      () => until,
      (growth) => {
        told.push(growth);
      },
    );
    return async () => {
      end();
      await done;
    };
  };
  return { told, begin };
}

describe("La mémoire pendant un import", () => {
  it("est bornée dès le premier, et rendue à la fin du dernier seulement", async () => {
    const { told, begin } = listen();
    const endFirst = begin();
    const endSecond = begin();
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThan(0);
    await endFirst();
    expect(told).toHaveLength(1);
    await endSecond();
    expect(told.slice(1)).toEqual([0]);
  });

  it("est rendue aussi quand il échoue, et l'échec est dit", async () => {
    const told: number[] = [];
    const failing = withTightHeap(
      100_000,
      async () => {
        throw new Error("illisible");
      },
      (growth) => {
        told.push(growth);
      },
    );
    await expect(failing).rejects.toThrow("illisible");
    expect(told.at(-1)).toBe(0);
  });

  it("n'est pas touchée par un fichier ordinaire", async () => {
    const told: number[] = [];
    const set = (growth: number) => {
      told.push(growth);
    };
    await expect(withTightHeap(20_000, async () => "fait", set)).resolves.toBe("fait");
    expect(told).toEqual([]);
  });
});
