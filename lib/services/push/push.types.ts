import type { PushNotes } from "@/lib/domain/push-notes";

/** What a call came to: with the body that was sent, all that its answer says. */
export type PushOutcome = { callId: string; at: Date; notes: PushNotes };

/** What comes with the dossiers: a name for the call, and its fingerprint, so that a call sent again is answered again. */
export type PushNaming = { idempotencyKey: string; bodyHash: string } | null;
