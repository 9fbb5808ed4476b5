"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const INTERVALLE_MS = 3000;

/** While a transmission runs, brings fresh figures every few seconds; without JavaScript the reader reloads the page. */
export function SuivreTransmission() {
  const router = useRouter();
  useEffect(() => {
    const minuterie = setInterval(() => router.refresh(), INTERVALLE_MS);
    return () => clearInterval(minuterie);
  }, [router]);
  return null;
}
