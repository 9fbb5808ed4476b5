const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** True when the database would take a text for an identifier: what an address or a form gives may be anything. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
