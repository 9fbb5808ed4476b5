import type { ActionState } from "@/lib/domain/action-state.types";
import type { JetonRight } from "@/lib/domain/enumerations";

/** A jeton as its page shows it: never its secret. Instants are ISO. */
export type JetonRow = {
  id: string;
  name: string;
  rights: JetonRight[];
  shared: boolean;
  createdAt: string;
  by: string;
  expiresAt: string | null;
  /** «ending»: its end is near; «over»: past its end. */
  state: "active" | "ending" | "revoked" | "over";
  revokedAt: string | null;
  lastUsedAt: string | null;
  lastAddress: string | null;
};

/** What the form that makes a jeton shows: the secret, this once. */
export type JetonState = ActionState & { secret: string | null };
