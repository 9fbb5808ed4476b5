type SentDossier = { id: string; fingerprint: string; payload: Buffer };

/** What an answer says of the dossiers it is about. `messages`: in French, after the field's name. */
export type Verdicts = {
  accepted: readonly SentDossier[];
  refused: readonly (SentDossier & { messages: string[] })[];
};

export type RecordedAnswer = { answeredAt: Date; httpStatus: number | null; kind: string; reason: string | null };
