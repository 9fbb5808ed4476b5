import { describe, expect, it } from "vitest";
import { ConfigurationError, parseEnv, sharedSecrets } from "@/lib/env";
import { needsStartTls } from "@/lib/security/safe-transport";

const BASE = {
  NEXTAUTH_URL: "https://passerelle.exemple.fr",
  NEXTAUTH_SECRET: "secret-des-essais-secret-des-essais",
  CRON_SECRET: "secret-horloge-des-essais",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
  EMAIL_FROM: "tba@exemple.fr",
  OIDC_CLIENT_ID: "client",
  OIDC_CLIENT_SECRET: "secret",
  OIDC_ISSUER: "https://identite.exemple.fr",
};

describe("Les adresses de la configuration", () => {
  it.each(["NEXTAUTH_URL", "TBA_API_URL", "TBA_SITE_URL", "OIDC_ISSUER"])(
    "%s : rien en clair hors de la machine",
    (name) => {
      for (const host of ["exemple.fr", "127.0.0.1.exemple.fr", "localhost.exemple.fr", "10.0.0.4"]) {
        expect(() => parseEnv({ ...BASE, [name]: `http://${host}` }), host).toThrow(ConfigurationError);
        expect(() => parseEnv({ ...BASE, [name]: `http://${host}` })).toThrow(
          `${name} : valeur refusée (une adresse https://`,
        );
      }
      for (const host of ["localhost:3000", "127.0.0.1:9", "[::1]:3000", "site.localhost"]) {
        expect(parseEnv({ ...BASE, [name]: `http://${host}` })).toMatchObject({ [name]: `http://${host}` });
      }
    },
  );

  it.each([
    ["CRON_SECRET", "x".repeat(16), "x".repeat(15)],
    ["METRICS_SECRET", "x".repeat(16), "x".repeat(15)],
    ["NEXTAUTH_SECRET", "x".repeat(32), "x".repeat(31)],
    ["IMPORT_MAX_MB", "64", "65"],
    ["DOSSIERS_PER_CALL", "2000", "2001"],
    ["MAX_CONCURRENT_CALLS", "32", "33"],
    ["TRUSTED_PROXIES", "5", "-1"],
    ["NIGHT_AT", "23:59", "24:00"],
    ["ENCRYPTION_KEYS", BASE.ENCRYPTION_KEYS, `1:${Buffer.alloc(31, 7).toString("base64")}`],
    ["DATABASE_URL", "postgres://localhost/tba", "mysql://localhost/tba"],
  ])("%s est bornée, et refusée au démarrage sans que sa valeur soit dite", (name, taken, refused) => {
    expect(() => parseEnv({ ...BASE, [name]: taken })).not.toThrow();
    const start = () => parseEnv({ ...BASE, [name]: refused });
    expect(start).toThrow(`${name} : valeur refusée`);
    expect(start).not.toThrow(refused);
  });

  it("NIGHT_AT ne dit rien sur Vercel, où l'heure est celle de vercel.json, qui n'est pas la même à Paris l'hiver et l'été", () => {
    expect(parseEnv(BASE).NIGHT_AT).toBe("02:00");
    expect(parseEnv({ ...BASE, VERCEL: "1" }).NIGHT_AT).toBe("non");
    expect(parseEnv({ ...BASE, VERCEL: "1", NIGHT_AT: "04:00" }).NIGHT_AT).toBe("non");
  });

  it("un secret qui sert à deux choses est dit : qui surveille le site pourrait le faire sonner, ou signer des sessions", () => {
    const [SHARED, OTHER] = ["a".repeat(40), "b".repeat(40)];
    const shared = (changed: Record<string, string>) => sharedSecrets(parseEnv({ ...BASE, ...changed }));
    expect(shared({ METRICS_SECRET: SHARED, CRON_SECRET: SHARED })).toEqual(["METRICS_SECRET"]);
    expect(shared({ CRON_SECRET: SHARED, NEXTAUTH_SECRET: SHARED })).toEqual(["CRON_SECRET"]);
    expect(shared({ METRICS_SECRET: SHARED, CRON_SECRET: OTHER })).toEqual([]);
    expect(shared({})).toEqual([]);
  });

  it("deux clés de chiffrement du même numéro sont refusées : l'une effacerait l'autre, et tout ce qu'elle a chiffré", () => {
    const key = (of: number) => Buffer.alloc(32, of).toString("base64");
    const start = (keys: string) => () => parseEnv({ ...BASE, ENCRYPTION_KEYS: keys });
    for (const keys of [`1:${key(1)},1:${key(2)}`, `1:${key(1)},01:${key(2)}`]) {
      expect(start(keys)).toThrow("ENCRYPTION_KEYS : valeur refusée (deux clés ont le numéro 1");
    }
    expect(start(`1:${key(1)},2:${key(2)}`)).not.toThrow();
  });

  it("SMTP_URL ne va pas sans l'adresse qui envoie", () => {
    const { EMAIL_FROM: _, ...without } = BASE;
    expect(() => parseEnv({ ...without, SMTP_URL: "smtps://smtp.exemple.fr" })).toThrow("EMAIL_FROM");
    expect(() => parseEnv(without)).not.toThrow();
  });

  it("SMTP_URL : chiffré dès que le serveur est ailleurs", () => {
    const smtp = (address: string) => () => parseEnv({ ...BASE, SMTP_URL: address });
    for (const query of ["ignoreTLS=true", "requireTLS=false", "tls.rejectUnauthorized=false"]) {
      expect(smtp(`smtp://smtp.exemple.fr?${query}`)).toThrow("seulement vers localhost");
      expect(smtp(`smtp://localhost:25?${query}`)).not.toThrow();
    }
    expect(smtp("smtp://moi:secret@smtp.exemple.fr:587")).not.toThrow();
    expect(needsStartTls("smtp://moi:secret@smtp.exemple.fr:587")).toBe(true);
    expect(needsStartTls("smtps://smtp.exemple.fr")).toBe(false);
    expect(needsStartTls("smtp://127.0.0.1:25")).toBe(false);
  });
});
