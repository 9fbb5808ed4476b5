/** The key that works when `TBA_SIMULATEUR_CLES` is not set. */
export const CLE_DEMO = "11111111-2222-4333-8444-555555555555";

export const PORT_PAR_DEFAUT = 4010;

export type Couple = { uai: string; siret: string };
export type CleSimulee = { cle: string; organisme: Couple | null };

export type ConfigurationSimulateur = {
  cles: readonly CleSimulee[];
  /** UAI and SIRET pairs that the simulated TBA does not know; it knows all others. */
  couplesInconnus: readonly Couple[];
  /** Judges and answers, keeps nothing: for benchmarks. */
  oublie: boolean;
};

export type ConfigurationServeur = ConfigurationSimulateur & { port: number; hote: string };

/** A value of the environment that cannot be used: one French sentence for the person who starts the program. */
export class ErreurConfiguration extends Error {}

const COUPLE = /^([0-9]{7}[A-Za-z]):([0-9]{14})$/;
const CLE = /^[\x21-\x7e]+$/;

const elements = (texte: string) => texte.split(",").map((element) => element.trim());

function lireCouple(texte: string, variable: string): Couple {
  const [, uai, siret] = COUPLE.exec(texte) ?? [];
  if (uai === undefined || siret === undefined) {
    throw new ErreurConfiguration(
      `${variable} : « ${texte} » n'est pas un couple UAI:SIRET (exemple : 0352660B:77764444100018).`,
    );
  }
  return { uai: uai.toUpperCase(), siret };
}

function lirePort(texte: string): number {
  const port = Number(texte);
  if (!/^[0-9]{1,5}$/.test(texte) || port > 65535) {
    throw new ErreurConfiguration(`PORT : « ${texte} » n'est pas un numéro de port (un nombre entier de 0 à 65535).`);
  }
  return port;
}

function lireCles(texte: string): CleSimulee[] {
  const cles = elements(texte).map((element): CleSimulee => {
    const [cle = "", couple, reste] = element.split("@");
    if (!CLE.test(cle) || reste !== undefined) {
      throw new ErreurConfiguration(
        "TBA_SIMULATEUR_CLES doit être une liste de clés séparées par des virgules, sans espace, chacune suivie si besoin de @UAI:SIRET.",
      );
    }
    return { cle, organisme: couple === undefined ? null : lireCouple(couple, "TBA_SIMULATEUR_CLES") };
  });
  if (new Set(cles.map(({ cle }) => cle)).size < cles.length) {
    throw new ErreurConfiguration("TBA_SIMULATEUR_CLES contient deux fois la même clé.");
  }
  return cles;
}

/**
 * The one place that reads the environment: `PORT` (4010; 0 takes a free one), `HOST` (127.0.0.1),
 * `TBA_SIMULATEUR_CLES` («clé,clé@UAI:SIRET»; by default the demo key), `TBA_SIMULATEUR_COUPLES_INCONNUS` («UAI:SIRET,…»),
 * `TBA_SIMULATEUR_OUBLIE` («oui»: keeps nothing of what it takes).
 * An empty variable counts as unset. Throws ErreurConfiguration.
 */
export function lireConfiguration(env: Readonly<Record<string, string | undefined>>): ConfigurationServeur {
  const cles = env.TBA_SIMULATEUR_CLES?.trim();
  const couples = env.TBA_SIMULATEUR_COUPLES_INCONNUS?.trim();
  const port = env.PORT?.trim();
  return {
    port: port ? lirePort(port) : PORT_PAR_DEFAUT,
    hote: env.HOST?.trim() || "127.0.0.1",
    cles: cles ? lireCles(cles) : [{ cle: CLE_DEMO, organisme: null }],
    couplesInconnus: couples
      ? elements(couples).map((couple) => lireCouple(couple, "TBA_SIMULATEUR_COUPLES_INCONNUS"))
      : [],
    oublie: env.TBA_SIMULATEUR_OUBLIE?.trim() === "oui",
  };
}
