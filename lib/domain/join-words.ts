/** «le nom, le prénom et la date de naissance»: words as a French sentence lists them. Without the engine's own lists, which take longer to load than a small file to read. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} et ${last}`;
}
