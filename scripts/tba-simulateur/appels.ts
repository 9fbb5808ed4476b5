/** One call to the TBA's routes: no key, no name, no identifier. */
export type AppelNote = {
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

const MAX_NOTES = 10_000;

export type Journal = { noter(methode: string, chemin: string): AppelNote; lister(): AppelNote[]; vider(): void };

/** The last calls received, oldest first. */
export function creerJournal(): Journal {
  let notes: AppelNote[] = [];
  return {
    noter(methode, chemin) {
      const note = {
        heure: new Date().toISOString(),
        methode,
        chemin,
        statut: null,
        dossiers: null,
        octets: 0,
        panne: null,
      };
      notes.push(note);
      if (notes.length > MAX_NOTES) notes.shift();
      return note;
    },
    lister: () => notes,
    vider() {
      notes = [];
    },
  };
}
