import { z } from "zod";

const CLE_HORS_FORMAT = "une ou plusieurs clés «numéro:32 octets en base64», séparées par des virgules";

/** «1:base64,2:base64»: the highest version encrypts, all decrypt. */
const clesDeChiffrement = z.string().transform((texte, contexte) => {
  const cles = new Map<number, Buffer>();
  for (const morceau of texte.split(",")) {
    const [, version, base64] = /^(\d+):([A-Za-z0-9+/=]+)$/.exec(morceau.trim()) ?? [];
    const cle = Buffer.from(base64 ?? "", "base64");
    if (version === undefined || cle.length !== 32) {
      contexte.addIssue({ code: "custom", message: CLE_HORS_FORMAT });
      return z.NEVER;
    }
    cles.set(Number(version), cle);
  }
  return cles;
});

const url = z.url({ protocol: /^https?$/ }).transform((texte) => texte.replace(/\/+$/, ""));
const secret = z.string().min(16, "au moins 16 caractères, tirés au hasard");

const schema = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "une adresse postgresql://…")
      .optional(),
    PGLITE_DOSSIER: z.string().min(1).default(".donnees/pglite"),
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: z.string().min(32, "au moins 32 caractères, tirés au hasard"),
    CRON_SECRET: secret,
    CLES_CHIFFREMENT: clesDeChiffrement,
    TBA_API_URL: url.default("https://cfas.apprentissage.beta.gouv.fr/api"),
    TBA_SITE_URL: url.default("https://cfas.apprentissage.beta.gouv.fr"),
    TBA_ERP_ID: z.string().min(1).default("passerelle-tba"),
    PLANIFICATEUR: z
      .string()
      .regex(/^(non|([01]\d|2[0-3]):[0-5]\d)$/, "une heure comme 02:00, ou non")
      .default("02:00"),
    OUVRIER: z.enum(["oui", "non"], "oui ou non, comme oui").default("oui"),
    TRANSMISSIONS_SIMULTANEES: z.coerce.number().int().min(1).max(32).default(4),
    DOSSIERS_PAR_APPEL: z.coerce.number().int().min(1).max(2000).default(2000),
    CRON_BUDGET_S: z.coerce.number().int().min(5).max(3600).default(240),
    IMPORT_TAILLE_MAX_MO: z.coerce.number().int().min(1).max(11).default(10),
    OIDC_EMETTEUR: url.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NOM: z.string().min(1).default("mon organisation"),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, "une adresse smtp://… ou smtps://…")
      .optional(),
    COURRIEL_EXPEDITEUR: z.email("une adresse e-mail, comme tba@exemple.fr").optional(),
    VERCEL: z.string().optional(),
  })
  .refine((e) => [e.OIDC_EMETTEUR, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].filter(Boolean).length % 3 === 0, {
    path: ["OIDC_EMETTEUR"],
    message: "OIDC_EMETTEUR, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble",
  })
  .refine((e) => e.SMTP_URL === undefined || e.COURRIEL_EXPEDITEUR !== undefined, { path: ["COURRIEL_EXPEDITEUR"] });

export type Env = z.output<typeof schema>;

/** An environment on which the application must not start; the message says which variables, in French, without their values. */
export class ErreurConfiguration extends Error {}

/** Reads and checks an environment. Blank values count as absent. Throws ErreurConfiguration. */
export function lireEnv(source: Record<string, string | undefined>): Env {
  const remplies = Object.fromEntries(Object.entries(source).filter(([, valeur]) => valeur?.trim()));
  const lu = schema.safeParse(remplies);
  if (lu.success) return lu.data;
  const lignes = lu.error.issues.map(({ path, message, code }) => {
    const nom = String(path[0]);
    if (remplies[nom] === undefined) return `  ${nom} : variable obligatoire, absente`;
    return `  ${nom} : valeur refusée (${code === "custom" || /[éà:…]|caractères|comme/.test(message) ? message : "hors format"})`;
  });
  throw new ErreurConfiguration(
    `Configuration incomplète, Passerelle TBA ne peut pas démarrer :\n${lignes.join("\n")}`,
  );
}

let lue: Env | undefined;

/** The environment of this process, checked at the first call. Throws ErreurConfiguration. */
export function env(): Env {
  lue ??= lireEnv(process.env);
  return lue;
}

/** True while `next build` runs: nothing may open the database then. */
export function enConstruction(): boolean {
  return process.env.NEXT_PHASE === "phase-production-build";
}
