"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";

type ListNewsProps = {
  /** How many lines are left, as a sentence. */
  count: string;
  /** What the list is searched for, as one text: when it changes, the count is news even if it is the same. */
  searched: string;
  /** How the list is sorted, as a sentence; empty where it is not. */
  order: string;
};

/** Says aloud, once and whole, what became of a list that was searched or sorted. Nothing when the page comes. Shows nothing. */
export function ListNews({ count, searched, order }: ListNewsProps) {
  const known = useRef({ searched, order });
  useEffect(() => {
    const before = known.current;
    known.current = { searched, order };
    announce([before.searched === searched ? "" : count, before.order === order ? "" : order].join(" ").trim());
  }, [count, searched, order]);
  return null;
}
