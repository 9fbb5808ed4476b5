/** A TBA that says nothing of couples: what it says of them changes dossiers by itself. */
export const SILENT_TBA = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };
