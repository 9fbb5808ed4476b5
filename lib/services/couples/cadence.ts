/** A third of the 300 calls a minute that the TBA allows an address: other processes may share ours. */
const PAR_MINUTE = 100;
const MINUTE_MS = 60_000;

/** When the TBA may be asked about one more couple. */
export type Cadence = {
  /** Counts one call, if it may be made. */
  prendre: () => boolean;
  /** Milliseconds until one more call may be made, 0 when it may now. */
  attente: () => number;
  /** The TBA did not answer: nobody asks for a minute. */
  taire: () => void;
};

const cadences = new WeakMap<object, Cadence>();

function nouvelleCadence(): Cadence {
  let appels: number[] = [];
  let silenceJusqua = 0;
  return {
    prendre: () => {
      const maintenant = Date.now();
      appels = appels.filter((appel) => appel > maintenant - MINUTE_MS);
      if (maintenant < silenceJusqua || appels.length >= PAR_MINUTE) return false;
      appels.push(maintenant);
      return true;
    },
    attente: () => {
      const maintenant = Date.now();
      const pleine = appels.length >= PAR_MINUTE ? (appels[appels.length - PAR_MINUTE] ?? 0) + MINUTE_MS : 0;
      return Math.max(0, silenceJusqua - maintenant, pleine - maintenant);
    },
    taire: () => {
      silenceJusqua = Date.now() + MINUTE_MS;
    },
  };
}

/** The one cadence of a client of the TBA, whoever uses it: imports and nights share it. */
export function cadenceDe(client: object): Cadence {
  const connue = cadences.get(client) ?? nouvelleCadence();
  cadences.set(client, connue);
  return connue;
}
