/** One call to the TBA's routes: no key, no name, no identifier. */
export type RecordedCall = {
  heure: string;
  methode: string;
  chemin: string;
  /** Null until it is answered, and for ever when the answer never left. */
  statut: number | null;
  /** How many dossiers a transmission carried; null for anything else. */
  dossiers: number | null;
  octets: number;
  panne: string | null;
};

const MAX_RECORDED = 10_000;

export type CallLog = { record(methode: string, chemin: string): RecordedCall; list(): RecordedCall[]; drain(): void };

/** The last calls received, oldest first. */
export function createCallLog(): CallLog {
  let records: RecordedCall[] = [];
  return {
    record(methode, chemin) {
      const note = {
        heure: new Date().toISOString(),
        methode,
        chemin,
        statut: null,
        dossiers: null,
        octets: 0,
        panne: null,
      };
      records.push(note);
      if (records.length > MAX_RECORDED) records.shift();
      return note;
    },
    list: () => records,
    drain() {
      records = [];
    },
  };
}
