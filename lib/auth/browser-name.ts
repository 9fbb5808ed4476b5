/** In this order: most browsers also call themselves by the names of others. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const nameIn = (list: readonly [RegExp, string][], text: string) => list.find(([sign]) => sign.test(text))?.[1];

/** «Firefox sur Windows», for the list of one's sessions. `userAgent`: what the browser says of itself. */
export function browserName(userAgent: string): string {
  const text = userAgent.slice(0, 500);
  const browser = nameIn(BROWSERS, text) ?? "Navigateur inconnu";
  const system = nameIn(SYSTEMS, text);
  return system === undefined ? browser : `${browser} sur ${system}`;
}
