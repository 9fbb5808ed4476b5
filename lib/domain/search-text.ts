/** A LIKE pattern that finds a text anywhere, whatever `%`, `_` or `\` it holds. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}
