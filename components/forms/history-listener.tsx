"use client";

import { useEffect } from "react";
import { listenToHistory } from "./history-guard";

/** In the outermost layout: a form that somebody is filling hears of «Précédent» before the router does. */
export function HistoryListener() {
  useEffect(listenToHistory, []);
  return null;
}
