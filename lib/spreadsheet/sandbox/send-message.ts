import { writeSync } from "node:fs";
import type { SandboxMessage } from "./messages.types";

/** The descriptor on which the server that started this process listens. */
const CHANNEL = 3;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

const isBusy = (error: unknown) => error instanceof Error && "code" in error && error.code === "EAGAIN";

/**
 * One message, one line of JSON. It blocks until the server has taken what came before: that is the back-pressure, and nothing piles
 * up on either side. Throws when the server is gone.
 */
export function sendMessage(message: SandboxMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(CHANNEL, bytes, sent);
    } catch (error) {
      if (!isBusy(error)) throw error;
      Atomics.wait(sleeper, 0, 0, 5);
    }
  }
}
