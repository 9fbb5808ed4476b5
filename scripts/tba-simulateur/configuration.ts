/** The key that works when `TBA_SIMULATEUR_CLES` is not set. */
export const DEMO_KEY = "11111111-2222-4333-8444-555555555555";

export const DEFAULT_PORT = 4010;

export type Couple = { uai: string; siret: string };
export type SimulatedKey = { key: string; organisme: Couple | null };

export type SimulatorConfiguration = {
  keys: readonly SimulatedKey[];
  /** UAI and SIRET pairs that the simulated TBA does not know; it knows all others. */
  unknownCouples: readonly Couple[];
  /** Organismes that are closed: their dossiers are kept, and no list shows them. */
  closedOrganismes: readonly Couple[];
  /** Judges and answers, keeps nothing: for benchmarks. */
  forgets: boolean;
  /** How many dossiers it judges in a second; null: as many as it can (pace.ts). */
  dossiersPerSecond: number | null;
};

export type ServerConfiguration = SimulatorConfiguration & { port: number; host: string };

/** A value of the environment that cannot be used: one French sentence for the person who starts the program. */
export class ConfigurationError extends Error {}

const COUPLE = /^([0-9]{7}[A-Za-z]):([0-9]{14})$/;
const KEY = /^[\x21-\x7e]+$/;

const elements = (text: string) => text.split(",").map((element) => element.trim());

function parseCouple(text: string, variable: string): Couple {
  const [, uai, siret] = COUPLE.exec(text) ?? [];
  if (uai === undefined || siret === undefined) {
    throw new ConfigurationError(
      `${variable} : « ${text} » n'est pas un couple UAI:SIRET (exemple : 0352660B:77764444100018).`,
    );
  }
  return { uai: uai.toUpperCase(), siret };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || port > 65535) {
    throw new ConfigurationError(`PORT : « ${text} » n'est pas un numéro de port (un nombre entier de 0 à 65535).`);
  }
  return port;
}

function parsePerSecond(text: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) {
    throw new ConfigurationError(
      `TBA_SIMULATEUR_DEBIT : « ${text} » n'est pas un nombre de dossiers par seconde (exemple : 2100).`,
    );
  }
  return Number(text);
}

function parseKeys(text: string): SimulatedKey[] {
  const keys = elements(text).map((element): SimulatedKey => {
    const [key = "", couple, remaining] = element.split("@");
    if (!KEY.test(key) || remaining !== undefined) {
      throw new ConfigurationError(
        "TBA_SIMULATEUR_CLES doit être une liste de clés séparées par des virgules, sans espace, chacune suivie si besoin de @UAI:SIRET.",
      );
    }
    return { key, organisme: couple === undefined ? null : parseCouple(couple, "TBA_SIMULATEUR_CLES") };
  });
  if (new Set(keys.map(({ key }) => key)).size < keys.length) {
    throw new ConfigurationError("TBA_SIMULATEUR_CLES contient deux fois la même clé.");
  }
  return keys;
}

/**
 * The one place that reads the environment: `PORT` (4010; 0 takes a free one), `HOST` (127.0.0.1),
 * `TBA_SIMULATEUR_CLES` («clé,clé@UAI:SIRET»; by default the demo key), `TBA_SIMULATEUR_COUPLES_INCONNUS` («UAI:SIRET,…»),
 * `TBA_SIMULATEUR_ORGANISMES_FERMES` (the same form),
 * `TBA_SIMULATEUR_OUBLIE` («oui»: keeps nothing of what it takes), `TBA_SIMULATEUR_DEBIT` (dossiers judged in a second; no limit by default).
 * An empty variable counts as unset. Throws ConfigurationError.
 */
export function parseConfiguration(env: Readonly<Record<string, string | undefined>>): ServerConfiguration {
  const keys = env.TBA_SIMULATEUR_CLES?.trim();
  const couples = (variable: "TBA_SIMULATEUR_COUPLES_INCONNUS" | "TBA_SIMULATEUR_ORGANISMES_FERMES") => {
    const text = env[variable]?.trim();
    return text ? elements(text).map((couple) => parseCouple(couple, variable)) : [];
  };
  const port = env.PORT?.trim();
  const perSecond = env.TBA_SIMULATEUR_DEBIT?.trim();
  return {
    port: port ? parsePort(port) : DEFAULT_PORT,
    host: env.HOST?.trim() || "127.0.0.1",
    keys: keys ? parseKeys(keys) : [{ key: DEMO_KEY, organisme: null }],
    unknownCouples: couples("TBA_SIMULATEUR_COUPLES_INCONNUS"),
    closedOrganismes: couples("TBA_SIMULATEUR_ORGANISMES_FERMES"),
    forgets: env.TBA_SIMULATEUR_OUBLIE?.trim() === "oui",
    dossiersPerSecond: perSecond ? parsePerSecond(perSecond) : null,
  };
}
