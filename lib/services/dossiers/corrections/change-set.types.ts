/** A correction that was just made, or undone. */
export type ChangeSetSummary = { changeSetId: string; title: string; dossiers: number; undone: boolean };
