import type { FirstStep } from "@/lib/services/first-steps/first-steps.types";

/** Where each first step is done, for who may do it. */
export function firstStepLinks(
  uai: string,
  may: { imports: boolean; settings: boolean },
): Readonly<Record<FirstStep, string | null>> {
  const key = may.settings ? `/${uai}/parametrage/api/mission-apprentissage` : null;
  return { key, test: key, file: may.imports ? `/${uai}/imports` : null, night: key };
}
