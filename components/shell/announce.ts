type Listener = (sentence: string) => void;

let listener: Listener | null = null;

/** Who tells: the page's one live region (`Announcer`). Answers what takes it away. */
export function onAnnounce(tell: Listener): () => void {
  listener = tell;
  return () => {
    if (listener === tell) listener = null;
  };
}

/** Says something to those who do not see the page, once; nothing where there is nobody to tell. */
export function announce(sentence: string): void {
  if (sentence !== "") listener?.(sentence);
}
