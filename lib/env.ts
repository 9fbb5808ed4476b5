import { z } from "zod";
import { isSafeUrl, refusesTls } from "./security/safe-transport";

const KEY_OUT_OF_FORMAT = "une ou plusieurs clés «numéro:32 octets en base64», séparées par des virgules";

/** «1:base64,2:base64»: the highest version encrypts, all decrypt. */
const encryptionKeys = z.string().transform((text, context) => {
  const keys = new Map<number, Buffer>();
  for (const chunk of text.split(",")) {
    const [, version, base64] = /^(\d+):([A-Za-z0-9+/=]+)$/.exec(chunk.trim()) ?? [];
    const key = Buffer.from(base64 ?? "", "base64");
    if (version === undefined || key.length !== 32) {
      context.addIssue({ code: "custom", message: KEY_OUT_OF_FORMAT });
      return z.NEVER;
    }
    // The last one would win in silence, and what the other encrypted would open no more.
    if (keys.has(Number(version))) {
      context.addIssue({
        code: "custom",
        message: `deux clés ont le numéro ${Number(version)} : une nouvelle en prend un plus grand`,
      });
      return z.NEVER;
    }
    keys.set(Number(version), key);
  }
  return keys;
});

const IN_CLEAR = "une adresse https://… : http:// n'est permis que vers localhost";
const url = z
  .url({ protocol: /^https?$/ })
  .refine(isSafeUrl, IN_CLEAR)
  .transform((text) => text.replace(/\/+$/, ""));
/** Each is given to somebody else: a monitor, a clock. */
const APART = ["NEXTAUTH_SECRET", "CRON_SECRET", "METRICS_SECRET"] as const;

const secret = z.string().min(16, "au moins 16 caractères, tirés au hasard");

const schema = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "une adresse postgresql://…")
      .optional(),
    DATABASE_URL_MIGRATION: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "une adresse postgresql://…")
      .optional(),
    PGLITE_DIR: z.string().min(1).default(".donnees/pglite"),
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: z.string().min(32, "au moins 32 caractères, tirés au hasard"),
    CRON_SECRET: secret,
    METRICS_SECRET: secret.optional(),
    ENCRYPTION_KEYS: encryptionKeys,
    TBA_API_URL: url.default("https://cfas.apprentissage.beta.gouv.fr/api"),
    TBA_SITE_URL: url.default("https://cfas.apprentissage.beta.gouv.fr"),
    TBA_ERP_ID: z.string().min(1).default("passerelle-tba"),
    NIGHT_AT: z
      .string()
      .regex(/^(non|([01]\d|2[0-3]):[0-5]\d)$/, "une heure comme 02:00, ou non")
      .default("02:00"),
    WORKER: z.enum(["oui", "non"], "oui ou non, comme oui").default("oui"),
    MAX_CONCURRENT_CALLS: z.coerce.number().int().min(1).max(32).default(4),
    DOSSIERS_PER_CALL: z.coerce.number().int().min(1).max(2000).default(2000),
    CRON_BUDGET_S: z.coerce.number().int().min(5).max(3600).default(240),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    IMPORT_MAX_MB: z.coerce.number().int().min(1).max(64).default(50),
    OIDC_ISSUER: url.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).default("mon organisation"),
    OIDC_SCOPE: z.string().min(1).default("openid email profile"),
    OIDC_ACR_VALUES: z.string().min(1).optional(),
    OIDC_ID_TOKEN_ALG: z.enum(["RS256", "ES256", "PS256"], "RS256, ES256 ou PS256, comme RS256").default("RS256"),
    OIDC_USERINFO_ALG: z.enum(["RS256", "ES256", "PS256"], "RS256, ES256 ou PS256, comme RS256").optional(),
    OIDC_EMAIL_TRUSTED: z.enum(["oui", "non"], "oui ou non, comme non").default("non"),
    OIDC_LOGOUT: z.enum(["oui", "non"], "oui ou non, comme non").default("non"),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, "une adresse smtp://… ou smtps://…")
      .refine(
        (text) => !refusesTls(text),
        "une adresse smtp://… qui chiffre : sans chiffrement, seulement vers localhost",
      )
      .optional(),
    EMAIL_FROM: z.email("une adresse e-mail, comme tba@exemple.fr").optional(),
    WEBHOOKS_TO_PRIVATE: z.enum(["oui", "non"], "oui ou non, comme non").default("non"),
    VERCEL: z.string().optional(),
  })
  .refine((e) => [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].filter(Boolean).length % 3 === 0, {
    path: ["OIDC_ISSUER"],
    message: "OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble",
  })
  .refine((e) => e.SMTP_URL === undefined || e.EMAIL_FROM !== undefined, { path: ["EMAIL_FROM"] })
  // The night is vercel.json's there, at an hour of UTC: not the same in Paris in winter and in summer, and no page says it.
  .transform((e) => (e.VERCEL === undefined ? e : { ...e, NIGHT_AT: "non" }));

export type Env = z.output<typeof schema>;

/** The secrets that say the same as another one: whoever holds it for one use has the other. Said at the start, as a weakness that stops nobody. */
export const sharedSecrets = (env: Env): string[] =>
  APART.filter(
    (name, rank) => env[name] !== undefined && APART.slice(0, rank).some((other) => env[other] === env[name]),
  );

/** An environment on which the application must not start; the message says which variables, in French, without their values. */
export class ConfigurationError extends Error {}

/** Reads and checks an environment. Blank values count as absent. Throws ConfigurationError. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const rows = parsed.error.issues.map(({ path, message, code }) => {
    const name = String(path[0]);
    if (filled[name] === undefined) return `  ${name} : variable obligatoire, absente`;
    return `  ${name} : valeur refusée (${code === "custom" || /[éà:…]|caractères|comme/.test(message) ? message : "hors format"})`;
  });
  throw new ConfigurationError(`Configuration incomplète, Passerelle TBA ne peut pas démarrer :\n${rows.join("\n")}`);
}

let cached: Env | undefined;

/** The environment of this process, checked at the first call. Throws ConfigurationError. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** True while `next build` runs: nothing may open the database then. */
export function isBuilding(): boolean {
  return process.env.NEXT_PHASE === "phase-production-build";
}
