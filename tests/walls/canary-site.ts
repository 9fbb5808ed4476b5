import { freePort, launch, waitForResponse } from "@/scripts/processes.mjs";
import { APPLICATION_ROLE, type PostgresServer, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { startSmtp } from "@/tests/helpers/smtp-server";
import { CANARIES } from "./canaries";
import { type Site, startSite } from "./site";

/** A site with all that it talks to: a simulated TBA, a mail server, PostgreSQL where there is one (`databaseUrl`, above the policies). */
export type CanarySite = {
  site: Site;
  smtp: Awaited<ReturnType<typeof startSmtp>>;
  clock: string;
  metrics: string;
  databaseUrl: string | null;
  stop: () => Promise<void>;
};

/** As in production: the application is not the owner of the tables. */
const databaseOf = (server: PostgresServer | null): Record<string, string> =>
  server === null
    ? {}
    : {
        DATABASE_URL: server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`),
        DATABASE_URL_MIGRATION: server.url,
      };

export async function startCanarySite(): Promise<CanarySite> {
  const smtp = await startSmtp();
  const programs = postgresPrograms();
  const server = programs === null ? null : await startPostgres(programs);
  const port = await freePort(3900);
  const tba = `http://localhost:${port}`;
  const simulator = launch(["--import", "tsx", "scripts/tba-simulateur/server.ts"], {
    PORT: String(port),
    TBA_SIMULATEUR_CLES: CANARIES.tbaKey,
  });
  await waitForResponse(tba, simulator);
  const clock = "secret-horloge-du-kanari";
  const metrics = "secret-metriques-du-kanari";
  const env = {
    ...databaseOf(server),
    TBA_API_URL: `${tba}/api`,
    TBA_SITE_URL: tba,
    CRON_SECRET: clock,
    METRICS_SECRET: metrics,
    SMTP_URL: smtp.url,
    EMAIL_FROM: "tba@example.org",
  };
  const site = await startSite({ env });
  const stop = async () => {
    await site.stop();
    smtp.close();
    server?.stop();
  };
  return { site, smtp, clock, metrics, databaseUrl: server?.url ?? null, stop };
}

/** The link that an e-mail brought to somebody; null until it came. */
export function linkIn(smtp: CanarySite["smtp"], email: string): URL | null {
  const text = smtp.received.find(({ recipients }) => recipients.includes(email))?.mail.text ?? "";
  const [address] = /https?:\/\/\S+\/connexion\/lien\S+/.exec(text) ?? [];
  return address === undefined ? null : new URL(address);
}
