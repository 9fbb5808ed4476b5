import type { Patience } from "@/lib/services/transmission/patience";

/** A patience that does not wait: its clock moves on by what it was asked to wait. */
export function patienceDEssai(): Patience & { attentes: number[] } {
  const attentes: number[] = [];
  let avance = 0;
  return {
    attentes,
    attendre: async (ms) => {
      attentes.push(ms);
      avance += ms;
    },
    hasard: () => 0.5,
    maintenant: () => new Date(Date.now() + avance),
  };
}
