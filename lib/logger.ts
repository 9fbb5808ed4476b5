import pino from "pino";

/** Written by scripts/watch-requests.mjs: the request that this work answers, if any. */
const shared = globalThis as typeof globalThis & {
  passerelleRequests?: { getStore: () => { id: string } | undefined };
};

/**
 * One JSON line an event, on standard output, with the number of the request that it came from (`request`, as in X-Request-Id). Never a key, a name or a payload: what is redacted here is a last net, not a licence.
 */
export const logger = pino({
  base: null,
  level: "info",
  mixin: () => {
    const request = shared.passerelleRequests?.getStore()?.id;
    return request === undefined ? {} : { request };
  },
  redact: {
    paths: ["key", "*.key", "password", "*.password", "authorization", "*.authorization", "headers", "payload"],
    censor: "[masqué]",
  },
});
