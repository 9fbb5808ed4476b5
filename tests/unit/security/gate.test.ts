import { describe, expect, it } from "vitest";
import { createGate } from "@/lib/security/gate";

/** A work that ends when one says so. */
function work() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, run: () => done };
}

describe("La file des calculs lourds", () => {
  it("en laisse passer tant, fait attendre les suivants dans l'ordre et refuse le reste", async () => {
    const gate = createGate(1, 1, () => new Error("occupé"));
    const [first, second] = [work(), work()];
    const order: string[] = [];
    const one = gate(first.run).then(() => order.push("premier"));
    const two = gate(second.run).then(() => order.push("second"));
    await expect(gate(async () => {})).rejects.toThrow("occupé");
    second.end();
    await Promise.resolve();
    expect(order).toEqual([]);
    first.end();
    await Promise.all([one, two]);
    expect(order).toEqual(["premier", "second"]);
  });

  it("rend sa place après un échec", async () => {
    const gate = createGate(1, 0, () => new Error("occupé"));
    await expect(gate(() => Promise.reject(new Error("raté")))).rejects.toThrow("raté");
    expect(await gate(async () => "passé")).toBe("passé");
  });
});
