"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isMoving, type Progress } from "@/lib/services/transmissions/transmissions.types";
import { parseProgress } from "./parse-progress";

const POLL_MS = 3000;
/** Events that fail so many times in a row: a proxy holds them back, we ask instead. */
const MAX_FAILURES = 2;

/**
 * Follows a transmission: events pushed by the server, or, where they do not pass, a question every three seconds. When it is over,
 * the page is brought up to date.
 */
export function useProgress(uai: string, initial: Progress): Progress {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const active = isMoving(progress);

  useEffect(() => {
    if (!active) return;
    const url = `/${uai}/transmissions/progression`;
    let failures = 0;
    let timer: ReturnType<typeof setInterval> | undefined;
    const receive = (text: string) => {
      const parsed = parseProgress(text);
      if (parsed === null) return;
      failures = 0;
      setProgress(parsed);
      if (!isMoving(parsed)) router.refresh();
    };
    const ask = async () => {
      const answer = await fetch(`${url}?instantane=oui`).catch(() => null);
      if (answer?.ok) receive(await answer.text());
    };
    const source = new EventSource(url);
    source.onmessage = (event) => receive(event.data);
    source.onerror = () => {
      failures += 1;
      if (failures < MAX_FAILURES && source.readyState !== EventSource.CLOSED) return;
      source.close();
      timer ??= setInterval(ask, POLL_MS);
    };
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [active, uai, router]);

  return progress;
}
