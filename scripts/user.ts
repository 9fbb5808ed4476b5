import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { closeDatabase, systemDb } from "@/db/client";
import { ROLES } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import * as accounts from "@/lib/services/users/host-accounts";

const USAGE = `npm run user -- COMMANDE, l'une de :
  list                                                      les comptes et leurs établissements
  invite --email E --nom "N" [--uai U --role R]             un lien d'invitation, ou un nouveau pour un compte connu
  disable --email E                                         ferme un compte : plus aucune entrée, sessions closes
  enable --email E                                          rouvre un compte
  superviseur --email E --reseau "N" [--uai U …]            nomme un superviseur ; les UAI rejoignent le réseau
  superviseur --email E --reseau "N" --retirer              lui retire ce réseau`;

type Options = { email: string; nom: string; reseau: string; role: string; uai: string[]; retirer: boolean };

async function invite(ctx: ServiceContext, { email, nom, uai, role }: Options): Promise<string> {
  const known = ROLES.find((one) => one === role);
  if (known === undefined) throw new ServiceError("INVALID_INPUT", `--role : l'un de ${ROLES.join(", ")}.`);
  const link = await accounts.inviteFromHost(ctx, { email, name: nom, uai: uai[0] ?? null, role: known });
  return `Lien à remettre à ${email} (il sert une seule fois, dans les 72 heures) :\n${link}`;
}

async function superviseur(ctx: ServiceContext, { email, reseau, uai, retirer }: Options): Promise<string> {
  if (reseau === "") throw new ServiceError("INVALID_INPUT", "--reseau : le nom du réseau.");
  if (retirer) {
    await accounts.removeSuperviseur(ctx, email, reseau);
    return `${email} ne supervise plus le réseau ${reseau}.`;
  }
  await accounts.nameSuperviseur(ctx, { email, reseau, uais: uai });
  return `${email} supervise le réseau ${reseau}.`;
}

const COMMANDS: Readonly<Record<string, (ctx: ServiceContext, options: Options) => Promise<string>>> = {
  list: async ({ db }) =>
    (await accounts.listAccounts(db))
      .map(({ email, name, closed, places }) => `${email}\t${name}${closed ? " (fermé)" : ""}\t${places.join(", ")}`)
      .join("\n"),
  invite,
  superviseur,
  disable: async (ctx, { email }) => {
    await accounts.disableAccount(ctx, email);
    return `Le compte ${email} est fermé.`;
  },
  enable: async (ctx, { email }) => {
    await accounts.enableAccount(ctx, email);
    return `Le compte ${email} est rouvert.`;
  },
};

async function main(): Promise<void> {
  if (existsSync(".env") && typeof process.loadEnvFile === "function") process.loadEnvFile(".env");
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: "string", default: "" },
      nom: { type: "string", default: "" },
      reseau: { type: "string", default: "" },
      role: { type: "string", default: "gestionnaire" },
      uai: { type: "string", multiple: true, default: [] },
      retirer: { type: "boolean", default: false },
    },
  });
  const [name = ""] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined || (name !== "list" && values.email === "")) {
    throw new ServiceError("INVALID_INPUT", USAGE);
  }
  console.log(await command({ db: await systemDb(), actor: { kind: "clock" }, now: new Date() }, values));
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : "La commande n'a pas abouti.");
    process.exitCode = 1;
  })
  .finally(closeDatabase);
