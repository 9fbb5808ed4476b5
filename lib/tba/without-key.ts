/** A key of the TBA is a UUID; a shorter one could stand in any text. */
const SHORTEST = 16;

/** The body of an answer without the key that was sent: a proxy that repeats what it received would have it kept and shown. */
export function withoutKey(body: Buffer, key: string): Buffer {
  if (key.length < SHORTEST || !body.includes(key)) return body;
  return Buffer.from(String(body).replaceAll(key, "…"));
}
