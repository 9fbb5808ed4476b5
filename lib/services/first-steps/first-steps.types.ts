/** What an établissement does once, in this order, to have its dossiers leave every night. */
export const FIRST_STEPS = ["key", "test", "file", "night"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** When a step was done (ISO) and by whom; «by» is null for the clock, a software, or somebody who is gone. */
export type StepDone = { at: string; by: string | null };

export type FirstSteps = Readonly<Record<FirstStep, StepDone | null>>;
