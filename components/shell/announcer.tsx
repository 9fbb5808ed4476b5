"use client";

import { useEffect, useState } from "react";
import { onAnnounce } from "./announce";

/** The live region of the page, there before anything is said and for as long as the site is open: one that comes with its text is not read. */
export function Announcer() {
  const [said, say] = useState({ sentence: "", rank: 0 });
  useEffect(() => onAnnounce((sentence) => say(({ rank }) => ({ sentence, rank: rank + 1 }))), []);
  return (
    <div id="annonces" aria-live="polite" className="sr-only print:hidden">
      {/* Said twice, the same sentence is another one. */}
      <p key={said.rank}>{said.sentence}</p>
    </div>
  );
}
