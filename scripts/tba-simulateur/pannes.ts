import { z } from "zod";

/** What every fault has. */
const commun = {
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
const durable = { ...commun, nombre: commun.nombre.default(null) };

const simple = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), ...commun });

const PanneSchema = z.discriminatedUnion("type", [
  /** Any status; `corps` as text is HTML, otherwise JSON. */
  z.strictObject({
    type: z.literal("statut"),
    statut: z.int().min(200).max(599),
    corps: z.json().optional(),
    ...commun,
  }),
  /** With the header as given: «30», an HTTP date, anything; without it, no header. */
  z.strictObject({
    type: z.literal("429"),
    retryAfter: z.union([z.string(), z.number()]).optional(),
    ...commun,
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
  z.strictObject({ type: z.literal("lent"), millisecondes: z.int().min(1).max(600_000), ...commun }),
  /** 200 for other dossiers than those sent; nothing is taken. */
  z.strictObject({
    type: z.literal("autres-dossiers"),
    variante: z.enum(["autres", "autre-annee", "moins", "plus", "desordre"]).default("autres"),
    ...commun,
  }),
  simple("403"),
  /** With `auDela`, only calls of more dossiers than that. */
  z.strictObject({ type: z.literal("413"), auDela: z.int().min(0).optional(), ...commun }),
  /** «The TBA could not store the batch», as long as this apprentice is in the call. */
  z.strictObject({
    type: z.literal("400-dossier"),
    id_erp_apprenant: z.union([z.string(), z.number()]).transform(String),
    ...durable,
  }),
  /** The key is unknown from now on. */
  z.strictObject({ type: z.literal("cle-revoquee"), ...durable, cle: z.string().min(1) }),
]);

export type Panne = z.infer<typeof PanneSchema>;

/** What a fault looks at in a call. `ids`: the id_erp_apprenant as text, one for each dossier. */
export type AppelVise = { route: "transmission" | "test" | "organisme"; cle: string | null; ids: readonly string[] };

/** One fault or a list of them, from JSON; null when it is not one. */
export function lirePannes(corps: unknown): Panne[] | null {
  const lues = z.array(PanneSchema).safeParse(Array.isArray(corps) ? corps : [corps]);
  return lues.success ? lues.data : null;
}

function concerne(panne: Panne, appel: AppelVise): boolean {
  if (panne.sur !== undefined && panne.sur !== appel.route) return false;
  if (panne.cle !== undefined && panne.cle !== appel.cle) return false;
  if (panne.type === "400-dossier") return appel.ids.includes(panne.id_erp_apprenant);
  if (panne.type === "413" && panne.auDela !== undefined) return appel.ids.length > panne.auDela;
  return true;
}

export type Pannes = {
  ajouter(pannes: readonly Panne[]): void;
  lister(): readonly Panne[];
  /** All of them, or those of one key. */
  vider(cle: string | null): void;
  /** The fault of a call of which only the headers are known: only «reset-avant» cannot wait. */
  prendreAvantCorps(route: AppelVise["route"], cle: string | null): Panne | null;
  /** The fault of this call, null when it goes well. */
  prendre(appel: AppelVise): Panne | null;
};

/** A queue: each call meets the first fault that is about it, and no other. */
export function creerPannes(): Pannes {
  let file: Panne[] = [];

  function consommer(panne: Panne): Panne | null {
    if (panne.apres > 0) {
      panne.apres -= 1;
      return null;
    }
    if (panne.nombre !== null) panne.nombre -= 1;
    if (panne.nombre === 0) file = file.filter((autre) => autre !== panne);
    return panne;
  }

  const premiere = (appel: AppelVise) => file.find((panne) => concerne(panne, appel));

  return {
    ajouter(pannes) {
      file.push(...pannes);
    },
    lister: () => file,
    vider(cle) {
      file = cle === null ? [] : file.filter((panne) => panne.cle !== cle);
    },
    prendreAvantCorps(route, cle) {
      const panne = premiere({ route, cle, ids: [] });
      return panne?.type === "reset-avant" && panne.apres === 0 ? consommer(panne) : null;
    },
    prendre(appel) {
      const panne = premiere(appel);
      return panne === undefined ? null : consommer(panne);
    },
  };
}
