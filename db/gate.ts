import type { Db, Gate } from "./database";
import type { Reach } from "./reach";

/** On globalThis, as the database itself (db/client.ts): Next loads this module once a bundle, and each must know the others' ways in. */
const shared = globalThis as typeof globalThis & { passerelleGates?: WeakMap<Db, Gate> };
shared.passerelleGates ??= new WeakMap();
const GATES = shared.passerelleGates;

/** Opens the gate of a database: `make` gives a way in for a reach, on the connections of the requests. */
export function createGate(system: Db, make: (reach: Reach) => Db): Gate {
  const known = <D extends Db>(db: D): D => {
    GATES.set(db, gate);
    return db;
  };
  const gate: Gate = {
    system,
    door: make("all"),
    request: make("none"),
    enter: (etablissementIds) => known(make(etablissementIds)),
  };
  for (const db of [gate.system, gate.door, gate.request]) known(db);
  return gate;
}

/** The gate that a database came through. Throws on a transaction: one does not change établissement in the middle of it. */
export function gateOf(db: Db): Gate {
  const gate = GATES.get(db);
  if (gate === undefined) throw new Error("Cette base n'a pas été ouverte par db/open.ts.");
  return gate;
}
