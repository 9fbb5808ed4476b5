"use client";

import { useState } from "react";
import type { ActionState } from "@/lib/domain/action-state.types";

/** Of the answers of forms that stand together, the last one given: an older one that stayed beside it, or in its place, would seem to be about it. */
export function useLastAnswer(answers: readonly [ActionState, ...ActionState[]]): ActionState {
  // Without JavaScript, the page is drawn with the answer that it brings.
  const [known, keep] = useState(() => ({
    answers,
    last: answers.find(({ status }) => status !== "idle") ?? answers[0],
  }));
  const fresh = answers.find((answer, rank) => answer !== known.answers[rank]);
  if (fresh !== undefined) keep({ answers, last: fresh });
  return fresh ?? known.last;
}
