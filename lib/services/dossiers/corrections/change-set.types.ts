/** A correction that was just made, or undone. */
export type ChangeSetSummary = { changeSetId: string; title: string; dossiers: number; undone: boolean };

/** A gesture in the list of the last ones; instants are ISO, and a name is null when the person is gone. */
export type ChangeSetLine = {
  changeSetId: string;
  title: string;
  dossiers: number;
  at: string;
  by: string | null;
  undone: { at: string; by: string | null } | null;
};
