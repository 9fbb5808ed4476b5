"use client";

import { useEffect, useState } from "react";
import { plural } from "@/lib/domain/plural";
import { stillSince } from "./still-since";

const MINUTE_MS = 60_000;
const LOOK_MS = 10_000;

type StandstillProps = {
  /** What moves, as a text: it stands still while this is the same. */
  of: string;
  /** Minutes of it before anything is said: a slow answer is none. */
  after: number;
};

/** What is followed no longer moves: no worker took it, or the one that had it is gone. Said, where the page would turn for ever. */
export function Standstill({ of, after }: StandstillProps) {
  const [still, setStill] = useState({ of, minutes: 0 });
  useEffect(() => {
    let since = Date.now();
    let looked = since;
    const look = () => {
      const now = Date.now();
      since = stillSince(since, looked, now, navigator.onLine);
      looked = now;
      setStill({ of, minutes: Math.floor((now - since) / MINUTE_MS) });
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [of]);
  const minutes = still.of === of ? still.minutes : 0;
  return (
    <p role="status" className="font-medium text-attention empty:hidden">
      {minutes < after
        ? null
        : `Rien n'avance depuis ${plural(minutes, "minute")}. La suite se fera d'elle-même ; si cela dure, prévenez la personne qui s'occupe du serveur.`}
    </p>
  );
}
