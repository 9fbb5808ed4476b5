"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { bouge, type Progression } from "@/lib/services/transmission/transmission.types";

const SONDAGE_MS = 3000;
/** Events that fail so many times in a row: a proxy holds them back, we ask instead. */
const ECHECS_MAX = 2;

/**
 * Follows a transmission: events pushed by the server, or, where they do not pass, a question every three seconds. When it is over,
 * the page is brought up to date.
 */
export function useProgression(uai: string, initiale: Progression): Progression {
  const router = useRouter();
  const [progression, setProgression] = useState(initiale);
  const active = bouge(progression);

  useEffect(() => {
    if (!active) return;
    const url = `/${uai}/transmissions/progression`;
    let echecs = 0;
    let minuterie: ReturnType<typeof setInterval> | undefined;
    const recevoir = (texte: string) => {
      echecs = 0;
      const lue: Progression = JSON.parse(texte);
      setProgression(lue);
      if (!bouge(lue)) router.refresh();
    };
    const demander = async () => {
      const reponse = await fetch(`${url}?instantane=oui`).catch(() => null);
      if (reponse?.ok) recevoir(await reponse.text());
    };
    const source = new EventSource(url);
    source.onmessage = (evenement) => recevoir(evenement.data);
    source.onerror = () => {
      echecs += 1;
      if (echecs < ECHECS_MAX && source.readyState !== EventSource.CLOSED) return;
      source.close();
      minuterie ??= setInterval(demander, SONDAGE_MS);
    };
    return () => {
      source.close();
      clearInterval(minuterie);
    };
  }, [active, uai, router]);

  return progression;
}
