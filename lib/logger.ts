import pino from "pino";

/**
 * One JSON line an event, on standard output. Never a key, a name or a payload: what is redacted here is a last net, not a licence.
 */
export const logger = pino({
  base: null,
  level: "info",
  redact: {
    paths: ["key", "*.key", "password", "*.password", "authorization", "*.authorization", "headers", "payload"],
    censor: "[masqué]",
  },
});
