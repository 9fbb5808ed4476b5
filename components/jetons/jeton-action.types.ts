import type { JetonState } from "@/lib/services/jetons/jetons.types";

export type JetonAction = (previous: JetonState, data: FormData) => Promise<JetonState>;

export const JETON_IDLE: JetonState = { status: "idle", message: "", secret: null };
