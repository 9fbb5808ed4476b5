"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";
import { isMoving, type Progress, type TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

/** Only a page that followed one to its end needs the sentences: the others show without them. */
async function announceEnd(transmission: TransmissionSummary): Promise<void> {
  const { transmissionSentences } = await import("./transmission-sentences");
  announce([...transmissionSentences(transmission), transmission.error ?? ""].join(" ").trim());
}

/** Says aloud that a transmission begins, then what became of it: its counts, or why it stopped. Shows nothing. */
export function TransmissionNews({ progress }: { progress: Progress }) {
  const { transmission } = progress;
  const moving = isMoving(progress);
  const known = useRef({ moving: false, id: transmission?.id });

  useEffect(() => {
    const before = known.current;
    known.current = { moving, id: transmission?.id };
    if (moving && !before.moving) announce("Transmission commencée.");
    const isOver = !moving && transmission !== null && (before.moving || before.id !== transmission.id);
    if (isOver) void announceEnd(transmission);
  }, [moving, transmission]);

  return null;
}
