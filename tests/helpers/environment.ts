import { logger } from "@/lib/logger";

/** What the application needs to be configured, for tests only. */
Object.assign(process.env, {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-des-essais-secret-des-essais",
  CRON_SECRET: "secret-horloge-des-essais",
  // Nobody listens there: a test that wants a TBA brings its own.
  TBA_API_URL: "http://127.0.0.1:9/api",
  // The softwares of the tests are on this machine.
  WEBHOOKS_TO_PRIVATE: "oui",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
});
logger.level = "silent";
