import type { envois } from "@/db/schema/envois";
import type { EnvoisTba, MarquesTba } from "./dossier.types";

type Envoi = typeof envois.$inferSelect;
type Actuel = { empreinte: string; payload: string };

const iso = (instant: Date | null | undefined) => instant?.toISOString() ?? null;

/** The three marks of a dossier: received, accepted, seen. */
export function marquesDe(envoi: Envoi | null, empreinte: string): MarquesTba {
  return {
    recuLe: iso(envoi?.recuLe),
    accepteLe: iso(envoi?.transmisLe),
    accepteTelQuel: envoi?.transmisLe != null && envoi.empreinteTransmise === empreinte,
    vuLe: iso(envoi?.vuLe),
  };
}

/** The payloads that went and what was answered. While a payload sent is the dossier's own, it is kept with the dossier only. */
export function envoisDe(envoi: Envoi | null, { empreinte, payload }: Actuel): EnvoisTba {
  const json = (garde: string | null, sonEmpreinte: string | null) =>
    garde ?? (sonEmpreinte === empreinte ? payload : null);
  if (envoi === null) return { transmis: null, refuse: null };
  const { transmisLe, empreinteTransmise, payloadTransmis, empreinteRefusee, payloadRefuse, messagesTba } = envoi;
  return {
    transmis: transmisLe && { le: transmisLe.toISOString(), json: json(payloadTransmis, empreinteTransmise) },
    refuse: empreinteRefusee === null ? null : { messages: messagesTba, json: json(payloadRefuse, empreinteRefusee) },
  };
}
