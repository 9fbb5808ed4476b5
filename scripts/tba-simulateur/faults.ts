import { z } from "zod";

/** What every fault has. */
const common = {
  /** How many calls it spoils: 1 unless said otherwise, null until it is taken away (`DELETE /_simulateur/pannes`). */
  nombre: z.int().min(1).nullable().default(1),
  /** How many calls it lets pass first. */
  apres: z.int().min(0).default(0),
  /** Only calls with this key. */
  cle: z.string().min(1).optional(),
  /** Only this route. */
  sur: z.enum(["transmission", "test", "organisme"]).optional(),
};

/** For faults that stay until they are taken away, unless told otherwise. */
const lasting = { ...common, nombre: common.nombre.default(null) };

const simple = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), ...common });

const FaultSchema = z.discriminatedUnion("type", [
  /** Any status; `corps` as text is HTML, otherwise JSON. */
  z.strictObject({
    type: z.literal("statut"),
    statut: z.int().min(200).max(599),
    corps: z.json().optional(),
    ...common,
  }),
  /** With the header as given: «30», an HTTP date, anything; without it, no header. */
  z.strictObject({
    type: z.literal("429"),
    retryAfter: z.union([z.string(), z.number()]).optional(),
    ...common,
  }),
  /** The connection is cut before the call is read. */
  simple("reset-avant"),
  /** The dossiers are taken, the connection is cut in the middle of the answer. */
  simple("reset-pendant"),
  /** The dossiers are taken, the answer never leaves. */
  simple("reset-apres"),
  /** Nothing is taken, nothing is answered, the connection stays open. */
  simple("jamais"),
  /** The dossiers are taken, the answer comes at one byte a second. */
  simple("goutte"),
  /** The dossiers are taken, half of the answer comes as if it were whole. */
  simple("json-tronque"),
  simple("vide"),
  /** The dossiers are taken, the answer is late. */
  z.strictObject({ type: z.literal("lent"), millisecondes: z.int().min(1).max(600_000), ...common }),
  /** The dossiers are taken, the answer is withheld until the fault is taken away (`DELETE /_simulateur/pannes`). */
  simple("retenu"),
  /** 200 for other dossiers than those sent; nothing is taken. */
  z.strictObject({
    type: z.literal("autres-dossiers"),
    variante: z.enum(["autres", "autre-annee", "moins", "plus", "desordre"]).default("autres"),
    ...common,
  }),
  simple("403"),
  /** With `auDela`, only calls of more dossiers than that. */
  z.strictObject({ type: z.literal("413"), auDela: z.int().min(0).optional(), ...common }),
  /** «The TBA could not store the batch», as long as this apprentice is in the call. */
  z.strictObject({
    type: z.literal("400-dossier"),
    id_erp_apprenant: z.union([z.string(), z.number()]).transform(String),
    ...lasting,
  }),
  /** The key is unknown from now on. */
  z.strictObject({ type: z.literal("cle-revoquee"), ...lasting, cle: z.string().min(1) }),
]);

export type Fault = z.infer<typeof FaultSchema>;

/** What a fault looks at in a call. `ids`: the id_erp_apprenant as text, one for each dossier. */
export type TargetedCall = { route: "transmission" | "test" | "organisme"; cle: string | null; ids: readonly string[] };

/** One fault or a list of them, from JSON; null when it is not one. */
export function parseFaults(corps: unknown): Fault[] | null {
  const parsed = z.array(FaultSchema).safeParse(Array.isArray(corps) ? corps : [corps]);
  return parsed.success ? parsed.data : null;
}

function concerns(fault: Fault, call: TargetedCall): boolean {
  if (fault.sur !== undefined && fault.sur !== call.route) return false;
  if (fault.cle !== undefined && fault.cle !== call.cle) return false;
  if (fault.type === "400-dossier") return call.ids.includes(fault.id_erp_apprenant);
  if (fault.type === "413" && fault.auDela !== undefined) return call.ids.length > fault.auDela;
  return true;
}

export type Faults = {
  add(faults: readonly Fault[]): void;
  list(): readonly Fault[];
  /** All of them, or those of one key. */
  drain(cle: string | null): void;
  /** The fault of a call of which only the headers are known: only «reset-avant» cannot wait. */
  takeBeforeBody(route: TargetedCall["route"], cle: string | null): Fault | null;
  /** The fault of this call, null when it goes well. */
  take(call: TargetedCall): Fault | null;
};

/** A queue: each call meets the first fault that is about it, and no other. */
export function createFaults(): Faults {
  let queue: Fault[] = [];

  function consume(fault: Fault): Fault | null {
    if (fault.apres > 0) {
      fault.apres -= 1;
      return null;
    }
    if (fault.nombre !== null) fault.nombre -= 1;
    if (fault.nombre === 0) queue = queue.filter((other) => other !== fault);
    return fault;
  }

  const first = (call: TargetedCall) => queue.find((fault) => concerns(fault, call));

  return {
    add(faults) {
      queue.push(...faults);
    },
    list: () => queue,
    drain(cle) {
      queue = cle === null ? [] : queue.filter((fault) => fault.cle !== cle);
    },
    takeBeforeBody(route, cle) {
      const fault = first({ route, cle, ids: [] });
      return fault?.type === "reset-avant" && fault.apres === 0 ? consume(fault) : null;
    },
    take(call) {
      const fault = first(call);
      return fault === undefined ? null : consume(fault);
    },
  };
}
