/** What monitors read. `queue` and `lastNight` are null when the database does not answer; the latter also before the first night. */
export type Health = {
  state: "ok" | "degraded" | "down";
  database: { ok: boolean; latencyMs: number | null };
  /** Runs to do, under way, and waiting for more than half an hour. */
  queue: { pending: number; inProgress: number; late: number } | null;
  /** The last ring of the clock: an ISO instant, and how long ago in hours. */
  lastNight: { startedAt: string; ageHours: number; etablissements: number } | null;
  version: string;
};
