/** What is worth reading to no end: a file of an ordinary size. A heavier one is cut. */
const MAX_BYTES = 1024 * 1024;
const MAX_MS = 2_000;

/**
 * Receives and forgets the body of a request that is refused, when it says that it is small: a connection closed on bytes still on their
 * way takes the answer with it, and the person would read that the site is down instead of why. Nothing is kept, nothing is parsed.
 */
export async function discardBody(request: Request): Promise<void> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (request.body === null || request.bodyUsed || request.body.locked || !(announced <= MAX_BYTES)) return;
  const reader = request.body.getReader();
  const late = setTimeout(() => reader.cancel().catch(() => undefined), MAX_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // Whoever left needs no answer.
  } finally {
    clearTimeout(late);
  }
}
