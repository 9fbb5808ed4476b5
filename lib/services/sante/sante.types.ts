/** What monitors read. `file` and `derniereNuit` are null when the database does not answer; the latter also before the first night. */
export type Sante = {
  etat: "ok" | "degrade" | "en-panne";
  base: { ok: boolean; latenceMs: number | null };
  /** Runs to do, under way, and waiting for more than half an hour. */
  file: { enAttente: number; enCours: number; enRetard: number } | null;
  /** The last ring of the clock: an ISO instant, and how long ago in hours. */
  derniereNuit: { debut: string; ageHeures: number; etablissements: number } | null;
  version: string;
};
