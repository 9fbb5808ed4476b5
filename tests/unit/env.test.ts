import { describe, expect, it } from "vitest";
import { ConfigurationError, parseEnv } from "@/lib/env";
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
