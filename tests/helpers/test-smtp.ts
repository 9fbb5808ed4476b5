import { afterAll, beforeAll } from "vitest";
import { type ReceivedEmail, type SmtpFault, startSmtp } from "./smtp-server";

export type TestSmtp = {
  readonly url: string;
  /** What the server took, in order. */
  readonly received: ReceivedEmail[];
  /** Faults for the next messages, one each. */
  readonly faults: SmtpFault[];
  drain: () => void;
};

/** A mail server of its own for a test file, over TCP. */
export function testSmtp(): TestSmtp {
  let server: Awaited<ReturnType<typeof startSmtp>> | undefined;
  beforeAll(async () => {
    server = await startSmtp();
  });
  afterAll(() => server?.close());
  const open = () => {
    if (server === undefined) throw new Error("Le serveur d'essai n'est pas ouvert.");
    return server;
  };
  return {
    get url() {
      return open().url;
    },
    get received() {
      return open().received;
    },
    get faults() {
      return open().faults;
    },
    drain: () => {
      open().received.length = 0;
      open().faults.length = 0;
    },
  };
}
