"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { announce } from "./announce";

type NewsProps = {
  /** What the page has become, as a sentence. */
  sentence: string;
  /** Said too when one comes to the page from another: what was just sent is there already. */
  onArrival?: boolean;
  className?: string;
  children: ReactNode;
};

/** Around what changes by itself or by a press in it: said aloud once it has, with the focus when what had it is gone. */
export function News({ sentence, onArrival = false, className, children }: NewsProps) {
  const box = useRef<HTMLDivElement>(null);
  const known = useRef<string | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = sentence;
    if (before === sentence) return;
    if (before !== null || onArrival) announce(sentence);
    if (before === null) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [sentence, onArrival]);
  return (
    <div ref={box} tabIndex={-1} className={`outline-none ${className ?? ""}`}>
      {children}
    </div>
  );
}
