let common: Promise<ReadonlySet<string>> | undefined;

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map((word) => String(word).toLowerCase()));
}

/** Whether a lower-case text is among the 49,000 most common passwords: the list of zxcvbn, read at the first question. */
export async function commonPasswords(): Promise<(text: string) => boolean> {
  common ??= load();
  const known = await common;
  return (text) => known.has(text);
}
