import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { memberships, users } from "@/db/schema/users";
import { EMAIL_QUEUE, EMAIL_QUEUE_OPTIONS } from "@/lib/services/emails/email-queue";
import { createMailer, type Mailer } from "@/lib/services/emails/mailer";
import { NO_OUTBOX, type Outbox, processOutbox } from "@/lib/services/emails/outbox";
import { sendEmails } from "@/lib/services/emails/send-emails";
import { cfaWithKey, emailsOf, playRun, queuedEmails } from "@/tests/factories/alertes";
import { person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { testSmtp } from "@/tests/helpers/test-smtp";

const database = testDatabase();
const outbox = testOutbox(database);
const smtp = testSmtp();
const NUMBER_OF_RETRIES = 8;

const testMailer = () => createMailer(smtp.url, "tba@example.org", "http://localhost:3000");
/** A round of a process; without a mailer: of one that has no mail server. */
const round = (mailer: Mailer | null = testMailer()) => sendEmails({ db: database.db, boss: outbox.boss, mailer });

async function newUser(): Promise<string> {
  const { actor } = await person(database.db, null, "lecteur");
  return actor.kind === "person" ? actor.id : "";
}

/** E-mails that wait, each for a person of its own. */
async function write(howMany: number, where: Outbox = outbox): Promise<void> {
  for (let i = 0; i < howMany; i++) {
    const email = { userId: await newUser(), about: "essai", subject: `Sujet n° ${i}`, text: `Texte ${i}` };
    await where.post(database.db, [email]);
  }
}

/** The e-mails that were put off may leave now. */
const passTime = () =>
  database.db.execute(sql`update pgboss.job set start_after = now() where name = ${EMAIL_QUEUE} and state = 'retry'`);

/** So many minutes pass for those that are being sent; then the queue looks after them, as it does by itself every quarter of a minute. */
async function passMinutesAtWork(minutes: number): Promise<void> {
  await database.db.execute(sql`update pgboss.job set started_on = started_on - ${minutes} * interval '1 minute'
    where name = ${EMAIL_QUEUE} and state = 'active'`);
  await database.db.execute(
    sql`update pgboss.queue set monitor_claim_on = null, monitor_on = null where name = ${EMAIL_QUEUE}`,
  );
  await outbox.boss.supervise(EMAIL_QUEUE);
}

beforeEach(async () => {
  smtp.drain();
  await outbox.boss.deleteAllJobs(EMAIL_QUEUE);
});

describe("Un e-mail", () => {
  it("arrive tel qu'il a été écrit : accents, paragraphes, liens, en texte et en HTML", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await playRun(database.db, outbox, cfa, 1, { accepted: 50, refused: 3 });
    expect(await round()).toEqual({ sent: 1, deferred: 0 });
    const [received] = smtp.received;
    const [written] = await queuedEmails(database.db);
    expect(received?.mail.subject).toBe(`Dossiers refusés par le TBA : ${cfa.name}`);
    expect(received?.mail.text?.trim()).toBe(written?.text);
    expect(received?.mail.text).toContain("le TBA a refusé 3 dossiers que Passerelle TBA croyait valides");
    const link = `http://localhost:3000/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=refuse`;
    expect(received?.mail.html).toContain(`<a href="${link}">${link}</a>`);
    expect(received?.mail.from?.value).toMatchObject([{ address: "tba@example.org" }]);
    expect(received?.recipients).toEqual([expect.stringMatching(/@example\.org$/)]);
    expect(admin.actor).toEqual({ kind: "person", id: written?.userId });
  });

  it("n'est jamais du HTML de quelqu'un d'autre : le nom d'un établissement reste du texte", async () => {
    const text = `<script>alert("1")</script>\nhttp://localhost/?a=1&b=<img>`;
    const subject = "Essai\r\nBcc: autre@example.org";
    await outbox.post(database.db, [{ userId: await newUser(), about: "essai", subject, text }]);
    await round();
    const [received] = smtp.received;
    expect(received?.mail.html).toContain("&lt;script&gt;");
    expect(received?.mail.html).not.toMatch(/<script|<img/);
    expect(received?.mail.text?.trim()).toBe(text);
    expect(received?.recipients).toHaveLength(1);
    expect(received?.mail.bcc).toBeUndefined();
  });

  it("part une seule fois, même quand plusieurs processus font leur tournée ensemble", async () => {
    await write(20);
    const summaries = await Promise.all(Array.from({ length: 8 }, () => round()));
    await round();
    expect(summaries.reduce((sum, { sent }) => sum + sent, 0)).toBe(20);
    expect(new Set(smtp.received.map((r) => r.mail.messageId)).size).toBe(20);
    expect(smtp.received).toHaveLength(20);
    expect((await queuedEmails(database.db)).map(({ state }) => state)).toEqual(Array(20).fill("completed"));
  });

  it("n'est mis qu'une fois dans la file pour une personne et une même chose, même une fois parti", async () => {
    const email = { userId: await newUser(), about: "la même chose", subject: "Sujet", text: "Texte" };
    await Promise.all([1, 2, 3].map(() => outbox.post(database.db, [email])));
    await round();
    await outbox.post(database.db, [email]);
    await outbox.post(database.db, [{ ...email, about: "autre chose" }]);
    expect(await round()).toEqual({ sent: 1, deferred: 0 });
    expect(smtp.received).toHaveLength(2);
  });

  it("va à l'adresse que la personne a quand il part ; la file n'en garde aucune", async () => {
    const { actor } = await person(database.db, null, "lecteur");
    const userId = actor.kind === "person" ? actor.id : "";
    const gone = await newUser();
    for (const who of [userId, gone])
      await outbox.post(database.db, [{ userId: who, about: "essai", subject: "Sujet", text: "Texte" }]);
    await database.db.update(users).set({ email: "nouvelle@example.org" }).where(eq(users.id, userId));
    await database.db.delete(users).where(eq(users.id, gone));
    expect(JSON.stringify(await queuedEmails(database.db))).not.toContain("@");
    await round();
    expect(smtp.received.map(({ recipients }) => recipients)).toEqual([["nouvelle@example.org"]]);
  });

  it("ne va plus à qui a quitté l'établissement dont il parle, ni à un compte fermé", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const [leaver, closed] = [
      await person(database.db, cfa.id, "administrateur"),
      await person(database.db, cfa.id, "administrateur"),
    ].map(({ actor }) => (actor.kind === "person" ? actor.id : ""));
    await playRun(database.db, outbox, cfa, 1, { accepted: 50, refused: 3 });
    expect(await queuedEmails(database.db)).toHaveLength(3);
    await database.db.delete(memberships).where(eq(memberships.userId, leaver ?? ""));
    await database.db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.id, closed ?? ""));
    await round();
    const [stays] = await database.db
      .select()
      .from(users)
      .where(eq(users.id, admin.actor.kind === "person" ? admin.actor.id : ""));
    expect(smtp.received.map(({ recipients }) => recipients)).toEqual([[stays?.email]]);
  });

  it("refusé par le serveur, est réessayé plus tard ; les autres partent", async () => {
    await write(3);
    smtp.faults.push("refuser");
    expect(await round()).toEqual({ sent: 2, deferred: 1 });
    expect(await round()).toEqual({ sent: 0, deferred: 0 });
    await passTime();
    expect(await round()).toEqual({ sent: 1, deferred: 0 });
    expect(smtp.received).toHaveLength(3);
  });

  it("est réessayé huit fois, de plus en plus tard, puis laissé", async () => {
    await write(1);
    for (let attempt = 0; attempt < NUMBER_OF_RETRIES; attempt++) {
      smtp.faults.push("refuser");
      expect(await round()).toEqual({ sent: 0, deferred: 1 });
      const [email] = await queuedEmails(database.db);
      expect(email).toMatchObject({ state: "retry", retryCount: attempt });
      const [least, most] = [300 * 2 ** attempt, 600 * 2 ** attempt];
      expect(email?.waitS).toBeGreaterThan(least - 60);
      expect(email?.waitS).toBeLessThanOrEqual(most);
      await passTime();
    }
    smtp.faults.push("refuser");
    expect(await round()).toEqual({ sent: 0, deferred: 1 });
    expect(await queuedEmails(database.db)).toMatchObject([{ state: "failed", retryCount: NUMBER_OF_RETRIES }]);
    await passTime();
    expect(await round()).toEqual({ sent: 0, deferred: 0 });
  });

  it.each(["raccrocher", "raccrocher-apres"] as const)(
    "survit à un serveur qui raccroche (%s) : la tournée s'arrête, la suivante l'envoie sous le même numéro",
    async (fault) => {
      await write(2);
      smtp.faults.push(fault);
      expect(await round()).toEqual({ sent: 0, deferred: 1 });
      await passTime();
      expect(await round()).toEqual({ sent: 2, deferred: 0 });
      expect(new Set(smtp.received.map((r) => r.mail.messageId)).size).toBe(2);
      expect(smtp.received).toHaveLength(fault === "raccrocher" ? 2 : 3);
    },
  );

  it("attend sans essai perdu pour les autres quand le serveur est injoignable", async () => {
    await write(3);
    const unreachable = createMailer("smtp://127.0.0.1:9", "tba@example.org", "http://localhost:3000");
    expect(await round(unreachable)).toEqual({ sent: 0, deferred: 1 });
    const states = (await queuedEmails(database.db)).map(({ state }) => state).sort();
    expect(states).toEqual(["created", "created", "retry"]);
    await passTime();
    expect(await round()).toEqual({ sent: 3, deferred: 0 });
  });

  it("pris par un processus qui meurt, est repris par un autre, mais pas avant que le premier ait pu finir", async () => {
    await write(1);
    const dying = { deliver: () => Promise.reject(new Error("le processus meurt")) };
    await expect(round(dying)).rejects.toThrow("meurt");
    await passMinutesAtWork(4);
    expect(await round()).toEqual({ sent: 0, deferred: 0 });
    expect((await queuedEmails(database.db))[0]?.state).toBe("active");
    await passMinutesAtWork(2);
    await passTime();
    expect(await round()).toEqual({ sent: 1, deferred: 0 });
  });

  it("sans serveur d'envoi, ne part pas, ni plus tard quand il y en a un", async () => {
    expect(processOutbox(outbox.boss)).toBe(NO_OUTBOX);
    await write(1, NO_OUTBOX);
    expect(await queuedEmails(database.db)).toEqual([]);
    await write(2);
    expect(await round(null)).toEqual({ sent: 0, deferred: 0 });
    await write(1);
    expect(await round()).toEqual({ sent: 1, deferred: 0 });
  });

  it("ne part pas sans ce dont il parle : la même transaction, tout ou rien", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const failing = database.db.transaction(async (tx) => {
      await playRun(tx, outbox, cfa, 1, { accepted: 50, refused: 3 });
      throw new Error("rien de tout cela");
    });
    await expect(failing).rejects.toThrow("rien");
    expect(await emailsOf(database.db, admin)).toEqual([]);
    expect(EMAIL_QUEUE_OPTIONS.retryLimit).toBe(NUMBER_OF_RETRIES);
  });
});
