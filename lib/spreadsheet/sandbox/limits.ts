/** What one reading may take of the machine. A file of 100,000 rows and 40 columns takes some 8 s and 200 MB on a shared core. */
export const SANDBOX_LIMITS = {
  /** V8 aborts the process beyond. */
  heapMb: 384,
  /** All the memory of the process, buffers included: its watchdog kills it beyond. */
  memoryMb: 512,
  /** From its start to its last row, in milliseconds. */
  deadlineMs: 60_000,
  /** Readings at a time in one server, and how many may wait for their turn. */
  readings: 2,
  waiting: 8,
  /** How long a file waits for its turn, in milliseconds. */
  maxWaitMs: 30_000,
} as const;

export type SandboxLimits = { readonly [name in keyof typeof SANDBOX_LIMITS]: number };
