import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cfaE2e } from "@/tests/e2e/cfas";
import { postgresPrograms } from "@/tests/helpers/postgresql";
import { CANARIES, canaryFile, found, PAGES_OF_NOBODY, PERSONAL, SECRETS } from "./canaries";
import { type CanarySite, linkIn, startCanarySite } from "./canary-site";
import { applyOver, importState, sendFile } from "./import-over";
import { readFigures } from "./read-figures";
import { cookiesOf, isAlive, type Site, signInOver, trySignIn } from "./site";
import { submitForm } from "./submit-form";

const CFA = cfaE2e(5);
const OTHER = cfaE2e(6);
const RAPPORT = `/${CFA.uai}/etablissement/tableau-de-bord-apprentissage`;
const EXPORT = `${RAPPORT}/rapport-complet`;
const KEY_PAGE = `/${CFA.uai}/parametrage/api/mission-apprentissage`;

type Said = { what: string; text: string };

let site: Site;
let canary: CanarySite;
let admin: string;
let stranger: string;
let token = "";
/** Answers in which nobody's name has any business, nor a secret; and those of the CFA itself, in which no secret has. */
const outside: Said[] = [];
const inside: Said[] = [];

function keep(list: Said[], what: string, body: string, response?: Response): void {
  const sent = response ? [...response.headers].map(([name, value]) => `${name}: ${value}`) : [];
  list.push({ what, text: [body, ...sent].join("\n") });
}

/** The page and its RSC payload, as a browser with and without script asks for them. */
async function visit(list: Said[], path: string, cookie: string): Promise<string> {
  let shown = "";
  for (const headers of [
    { cookie, accept: "text/html" },
    { cookie, rsc: "1" },
  ] as Record<string, string>[]) {
    const response = await fetch(`${site.url}${path}`, { headers, redirect: "manual" });
    const body = response.headers.get("content-type")?.includes("event-stream") ? "" : await response.text();
    keep(list, `${path} ${headers.rsc ? "(RSC)" : ""}`, body, response);
    shown ||= body;
  }
  return shown;
}

async function send(name: string, bytes: Uint8Array, uai = CFA.uai) {
  const response = await sendFile(site, uai, admin, name, bytes);
  return { response, body: await response.text() };
}

/** The clock rings: the night, then the e-mails that wait. */
async function ring(): Promise<void> {
  const response = await fetch(`${site.url}/api/cron/transmission`, {
    headers: { authorization: `Bearer ${canary.clock}` },
  });
  keep(outside, "l'horloge", await response.text(), response);
}

/** The link of an e-mail, its address being of the site. */
async function linkSentTo(email: string): Promise<URL> {
  const sent = async () => {
    await ring();
    return linkIn(canary.smtp, email) !== null;
  };
  await expect.poll(sent, { timeout: 120_000, interval: 500 }).toBe(true);
  return linkIn(canary.smtp, email) ?? new URL(site.url);
}

beforeAll(async () => {
  canary = await startCanarySite();
  site = canary.site;
  admin = await signInOver(site, CFA.rank, "administrateur");
  stranger = await signInOver(site, OTHER.rank, "administrateur");
}, 600_000);
afterAll(() => canary?.stop());

const asOwner = () => postgres(canary.databaseUrl ?? "", { max: 1 });

describe("Une journée dont chaque nom et chaque secret est connu", () => {
  it("commence par des connexions manquées, dont une qui porte un caractère nul", async () => {
    for (const email of [`administrateur-${CFA.rank}@example.org`, CANARIES.guestEmail, `${CANARIES.guestEmail}\0`]) {
      const response = await trySignIn(site, { email, password: CANARIES.wrongPassword });
      const body = await response.text();
      keep(outside, `connexion manquée de ${JSON.stringify(email)}`, body, response);
      expect(response.status).toBe(200);
      expect(body).toContain("est incorrect");
    }
  });

  it("une clé fausse est refusée, puis la bonne enregistrée ; une liste et un fichier abîmé arrivent", async () => {
    for (const cle of [CANARIES.wrongKey, CANARIES.tbaKey]) {
      const sent = await submitForm(site, KEY_PAGE, { cookie: admin, marker: "cle", typed: { cle } });
      keep(inside, "l'enregistrement d'une clé", sent.body, sent.response);
    }
    const taken = await send("liste.csv", canaryFile());
    expect(taken.body).toContain("location");
    keep(inside, "l'import", taken.body, taken.response);
    await applyOver(site, admin, JSON.parse(taken.body).location);
    const damaged = await send("abîmé.xlsx", Buffer.concat([Buffer.from("PK\u0003\u0004"), canaryFile()]));
    keep(outside, "l'envoi d'un fichier abîmé", damaged.body, damaged.response);
    const { location } = JSON.parse(damaged.body);
    expect(await importState(site, admin, location)).toBe("refused");
    await visit(outside, location, admin);
    const foreign = await send("liste.csv", canaryFile(), OTHER.uai);
    expect(foreign.response.status).toBe(404);
    keep(outside, "l'import chez un autre", foreign.body, foreign.response);
  });

  it("une personne est invitée, une autre a oublié son mot de passe : leurs liens quittent aussitôt l'adresse", async () => {
    const typed = { email: CANARIES.guestEmail, nom: "Invitée", role: "lecteur" };
    const users = `/${CFA.uai}/parametrage/utilisateurs`;
    const invited = await submitForm(site, users, { cookie: admin, marker: "nom", typed });
    expect(invited.body).toContain("est partie");
    keep(inside, "l'invitation", invited.body, invited.response);
    for (const email of [`lecteur-${CFA.rank}@example.org`, "personne.kanari@example.org"]) {
      const asked = await submitForm(site, "/connexion/mot-de-passe-oublie", {
        cookie: "",
        marker: "email",
        typed: { email },
      });
      keep(outside, "le mot de passe oublié", asked.body.replaceAll(email, ""), asked.response);
    }
    const invitation = await linkSentTo(CANARIES.guestEmail);
    const link = await linkSentTo(`lecteur-${CFA.rank}@example.org`);
    token = link.searchParams.get("mot-de-passe") ?? "";
    expect(token).not.toBe("");
    for (const address of [invitation, link]) {
      const opened = await fetch(`${site.url}${address.pathname}${address.search}`, { redirect: "manual" });
      expect(opened.headers.get("location")).not.toContain("?");
    }
    const opened = await fetch(`${site.url}${link.pathname}${link.search}`, { redirect: "manual" });
    const cookie = cookiesOf(opened);
    const chosen = await submitForm(site, "/connexion/nouveau-mot-de-passe", {
      cookie,
      marker: "motDePasse",
      typed: { motDePasse: CANARIES.newPassword },
    });
    keep(inside, "le nouveau mot de passe", chosen.body, chosen.response);
    const account = { email: `lecteur-${CFA.rank}@example.org`, password: CANARIES.newPassword };
    expect((await trySignIn(site, account)).status).toBe(303);
  });

  it("la nuit passe, puis chacun ouvre ses pages", async () => {
    await ring();
    const shown = await visit(inside, RAPPORT, admin);
    expect(found(shown, PERSONAL)).toContain(CANARIES.lastName);
    for (const path of [
      KEY_PAGE,
      `/${CFA.uai}/transmissions`,
      `/${CFA.uai}/imports`,
      `/${CFA.uai}/parametrage/journal`,
    ]) {
      await visit(inside, path, admin);
    }
    await visit(outside, "/mon-compte", admin);
    for (const path of [RAPPORT, EXPORT, KEY_PAGE, `/${CFA.uai}/imports`]) {
      await visit(outside, path, stranger);
      await visit(outside, path, "");
    }
    await visit(outside, `/${OTHER.uai}/etablissement/tableau-de-bord-apprentissage`, stranger);
    const figures = await readFigures(canary);
    keep(outside, "les métriques", figures.text, figures.response);
    for (const path of PAGES_OF_NOBODY) {
      await visit(outside, path, "");
    }
  });
});

describe.runIf(postgresPrograms() !== null)("La base a des ennuis", () => {
  const page = () => ({ headers: { cookie: admin, accept: "text/html" } });

  it("une page le dit en français : le service est très occupé", async () => {
    const own = asOwner();
    await own.begin(async (tx) => {
      await tx`lock table dossiers in access exclusive mode`;
      const shown = await fetch(`${site.url}${RAPPORT}`, page());
      const body = await shown.text();
      keep(outside, "une page de la base occupée", body, shown);
      expect(body).toContain("service-occupe");
      const download = await fetch(`${site.url}${EXPORT}`, page());
      const said = await download.text();
      keep(outside, "un téléchargement de la base occupée", said, download);
      expect(download.status).toBe(503);
      expect(said).toMatch(/réessayez dans un instant/);
    });
    await own.end();
  });

  it("un téléchargement qui ne peut pas commencer est une page d'erreur, pas un fichier", async () => {
    const own = asOwner();
    await own`alter table dossiers rename column corrections to corrections_ailleurs`;
    try {
      const download = await fetch(`${site.url}${EXPORT}`, page());
      const body = await download.text();
      keep(outside, "un téléchargement impossible", body, download);
      expect(download.status).toBe(500);
      expect(download.headers.get("content-disposition")).toBeNull();
      const [, number = "aucun"] = /numéro ([0-9a-f]{8})/.exec(body) ?? [];
      // The answer and the log go by two ways: the second may arrive later.
      await expect.poll(() => site.said()).toContain(`"number":"${number}"`);
    } finally {
      await own`alter table dossiers rename column corrections_ailleurs to corrections`;
      await own.end();
    }
  });

  it("un téléchargement qui échoue en chemin rompt la connexion, et l'erreur n'est écrite qu'une fois", async () => {
    const whole = await fetch(`${site.url}${EXPORT}`, page());
    expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    const own = asOwner();
    await own`update dossiers set anomalies = '5'::jsonb where numero = 650
      and etablissement_id = (select id from etablissements where uai = ${CFA.uai})`;
    await own.end();
    const before = site.said().length;
    const broken = await fetch(`${site.url}${EXPORT}`, page());
    expect(broken.status).toBe(200);
    await expect(broken.arrayBuffer()).rejects.toThrow();
    await expect.poll(() => site.said().length).toBeGreaterThan(before);
    const said = site.said().slice(before);
    expect(said.trim().split("\n")).toHaveLength(1);
    expect(said).toMatch(/"number":"[0-9a-f]{8}"/);
    // The place of the export was given back: the next one begins, and breaks in the same way.
    const again = await fetch(`${site.url}${EXPORT}`, page());
    await expect(again.arrayBuffer()).rejects.toThrow();
  });
});

describe("Le soir", () => {
  it("aucun secret n'est nulle part, pas même chez soi", () => {
    for (const { what, text } of [...inside, ...outside]) expect(found(text, [...SECRETS, token]), what).toEqual([]);
  });

  it("personne n'est nommé où cela ne regarde pas", () => {
    for (const { what, text } of outside) expect(found(text, [...PERSONAL, CANARIES.guestEmail]), what).toEqual([]);
  });

  it("les journaux techniques ne disent ni nom ni secret, et le serveur est celui du matin", () => {
    const said = site.said();
    expect(said).toContain("Ready");
    expect(
      found(said, [...PERSONAL, ...SECRETS, token, CANARIES.guestEmail, `lecteur-${CFA.rank}@example.org`]),
    ).toEqual([]);
    expect(isAlive(site)).toBe(true);
  });
});
