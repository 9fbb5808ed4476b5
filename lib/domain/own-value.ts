/** What a table of words that come from outside holds under a name: «constructor» and «__proto__» are in nobody's. */
export const ownValue = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
