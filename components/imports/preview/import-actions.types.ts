import type { FormAction } from "@/components/forms/form-action.types";

/** What a person who may import can do with one. */
export type ImportActions = Record<"answer" | "apply" | "cancel" | "choose" | "readAgain" | "undo", FormAction>;
