import { randomBytes } from "node:crypto";
import { and, count, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/database";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { jetons } from "@/db/schema/jetons";
import { JETON_RIGHTS } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { hash } from "@/lib/security/hash";
import { closeSettledSoftwares } from "@/lib/services/alertes/software-silence";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId, type ServiceContext } from "@/lib/services/context";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

const DAY_MS = 24 * 60 * 60_000;
const SECRET_BYTES = 32;
const MAX_ACTIVE = 50;

export type JetonInput = { name: string; rights: readonly string[]; days: string };

const schema = z.object({
  name: z
    .string()
    .trim()
    .min(2, "Donnez le nom du logiciel.")
    .max(100, "Ce nom est trop long : 100 caractères au plus."),
  rights: z.array(z.enum(JETON_RIGHTS)).min(1, "Cochez au moins un droit."),
  /** Empty: no end. */
  days: z.enum(["", "90", "365", "730"], "Choisissez une durée de la liste."),
});

function parse(input: JetonInput): z.output<typeof schema> {
  const parsed = schema.safeParse({ ...input, rights: [...new Set(input.rights)] });
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
  throw new ServiceError(
    "INVALID_INPUT",
    parsed.error.issues[0]?.message ?? "Ce formulaire n'a pas été compris.",
    fields,
  );
}

/** What the base keeps of a secret. */
export const jetonHash = (secret: string): string => hash(secret, "hex");

const newSecret = () => `ptba_${randomBytes(SECRET_BYTES).toString("base64url")}`;

async function store(
  tx: Db,
  ctx: Pick<ServiceContext, "actor" | "now">,
  etablissementIds: readonly string[],
  { name, rights, days }: z.output<typeof schema>,
): Promise<string> {
  const secret = newSecret();
  const row = {
    name,
    rights: [...rights],
    secretHash: jetonHash(secret),
    shared: etablissementIds.length > 1,
    createdAt: ctx.now,
    createdBy: actorId(ctx.actor),
    expiresAt: days === "" ? null : new Date(ctx.now.getTime() + Number(days) * DAY_MS),
  };
  await tx.insert(jetons).values(etablissementIds.map((etablissementId) => ({ ...row, etablissementId })));
  return secret;
}

/** Makes a jeton of the établissement. Answers its secret, which nobody can read again. Throws FORBIDDEN, INVALID_INPUT by field. */
export function createJeton(scope: Scope, input: JetonInput): Promise<string> {
  const { id } = requirePermission(scope, "administer");
  const parsed = parse(input);
  return scope.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ active: count() })
      .from(jetons)
      .where(and(eq(jetons.etablissementId, id), isNull(jetons.revokedAt)));
    if ((found?.active ?? 0) >= MAX_ACTIVE) {
      throw new ServiceError(
        "CONFLICT",
        `${MAX_ACTIVE} jetons sont en cours : révoquez d'abord ceux qui ne servent plus.`,
      );
    }
    const secret = await store(tx, scope, [id], parsed);
    await recordAudit({ ...scope, db: tx }, id, "jeton-created", { jetonName: parsed.name });
    await closeSettledSoftwares(tx, scope.now, id);
    return secret;
  });
}

async function findEtablissements(tx: Db, uais: readonly string[], reseau: string): Promise<string[]> {
  const wanted = [...new Set(uais.map((uai) => uai.trim().toUpperCase()))];
  const found = await tx
    .select({ id: etablissements.id, uai: etablissements.uai })
    .from(etablissements)
    .where(inArray(etablissements.uai, wanted));
  const missing = wanted.filter((uai) => !found.some((each) => each.uai === uai));
  if (missing.length > 0) throw new ServiceError("NOT_FOUND", `UAI inconnu : ${missing.join(", ")}.`);
  const members =
    reseau === ""
      ? []
      : await tx
          .select({ id: etablissements.id })
          .from(etablissements)
          .innerJoin(reseaux, eq(reseaux.id, etablissements.reseauId))
          .where(eq(reseaux.name, reseau));
  if (reseau !== "" && members.length === 0)
    throw new ServiceError("NOT_FOUND", `Réseau sans établissement : ${reseau}.`);
  return [...new Set([...found, ...members].map(({ id }) => id))];
}

/**
 * Makes a jeton from the host's command line, for one établissement or several: a réseau's as it is now, or a vendor's customers. Answers
 * its secret. Throws NOT_FOUND, INVALID_INPUT.
 */
export function createJetonFromHost(
  ctx: ServiceContext,
  { uais, reseau, ...input }: JetonInput & { uais: readonly string[]; reseau: string },
): Promise<string> {
  const parsed = parse(input);
  return ctx.db.transaction(async (tx) => {
    const ids = await findEtablissements(tx, uais, reseau);
    if (ids.length === 0)
      throw new ServiceError("INVALID_INPUT", "Dites au moins un établissement : --uai ou --reseau.");
    const secret = await store(tx, ctx, ids, parsed);
    for (const id of ids) {
      await recordAudit({ ...ctx, db: tx }, id, "jeton-created", { jetonName: parsed.name, host: true });
    }
    return secret;
  });
}
