"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { announce } from "./announce";

type ToldProps = ComponentProps<"div"> & {
  /** What is said aloud when this comes to the page. */
  sentence: string;
};

/** What just happened: said aloud, and given the focus when what was pressed is gone, so that the keyboard never starts again from the top. */
export function Told({ sentence, children, ...props }: ToldProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentence === "") return;
    announce(sentence);
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [sentence]);
  return (
    <div ref={box} tabIndex={-1} {...props}>
      {children}
    </div>
  );
}
