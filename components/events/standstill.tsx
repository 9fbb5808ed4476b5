"use client";

import { useEffect, useState } from "react";

type StandstillProps = {
  /** What moves, as a text: it stands still while this is the same. */
  of: string;
  /** Minutes of it before anything is said: a slow answer is none. */
  after: number;
};

/** What is followed no longer moves: no worker took it, or the one that had it is gone. Said, where the page would turn for ever. */
export function Standstill({ of, after }: StandstillProps) {
  const [said, say] = useState({ of, text: "" });
  useEffect(() => {
    let stop = () => {};
    let isOver = false;
    // Only what is followed needs it: a page without it shows without it.
    void import("./watch-standstill").then(({ watchStandstill }) => {
      if (!isOver) stop = watchStandstill(after, (text) => say({ of, text }));
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [of, after]);
  return (
    <p role="status" className="font-medium text-attention empty:hidden">
      {said.of === of ? said.text : null}
    </p>
  );
}
