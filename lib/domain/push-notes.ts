/**
 * What an answer says of a pushed dossier that the TBA's own check does not: `left`: nothing of it is taken, and why; `toConfirm`: it is
 * taken, and waits for a person before it leaves; `lost`: it is taken, and does not leave, since the TBA would lose it after having accepted it.
 */
export type PushNote = { left?: { champ: string; sentence: string }; toConfirm?: string[]; lost?: string[] };

/** By the dossier's place in the call, from 0; most have none. */
export type PushNotes = Readonly<Record<string, PushNote>>;
