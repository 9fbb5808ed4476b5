import { eq, isNotNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { emails } from "@/db/schema/alertes";
import { createMailer } from "@/lib/services/emails/mailer";
import { MAX_ATTEMPTS, NEVER, sendEmails } from "@/lib/services/emails/send-emails";
import { writeEmails } from "@/lib/services/emails/write-emails";
import { cfaWithKey, hour, playRun } from "@/tests/factories/alertes";
import { person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSmtp } from "@/tests/helpers/test-smtp";

const database = testDatabase();
const smtp = testSmtp();
const testMailer = () => createMailer(smtp.url, "tba@example.org", "http://localhost:3000");
const minute = (minutes: number) => new Date(hour(0).getTime() + minutes * 60_000);
const round = (minutes: number) => sendEmails(database.db, testMailer(), minute(minutes));

/** E-mails that wait, each for a person of its own. */
async function write(howMany: number): Promise<void> {
  for (let i = 0; i < howMany; i++) {
    const { actor } = await person(database.db, null, "lecteur");
    const userId = actor.kind === "person" ? actor.id : "";
    await writeEmails(database.db, [{ userId, subject: `Sujet n° ${i}`, text: `Texte ${i}` }], minute(0));
  }
}

beforeEach(async () => {
  smtp.drain();
  await database.db.delete(emails);
});

describe("Un e-mail", () => {
  it("arrive tel qu'il a été écrit : accents, paragraphes, liens, en texte et en HTML", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await playRun(database.db, cfa, 1, { accepted: 50, refused: 3 });
    expect(await round(90)).toEqual({ sent: 1, deferred: 0 });
    const [received] = smtp.received;
    const [written] = await database.db.select().from(emails);
    expect(received?.mail.subject).toBe(`Dossiers refusés par le TBA : ${cfa.name}`);
    expect(received?.mail.text?.trim()).toBe(written?.text);
    expect(received?.mail.text).toContain("le TBA a refusé 3 dossiers que Passerelle TBA croyait valides");
    const link = `http://localhost:3000/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=refuse`;
    expect(received?.mail.html).toContain(`<a href="${link}">${link}</a>`);
    expect(received?.mail.from?.value).toMatchObject([{ address: "tba@example.org" }]);
    expect(received?.recipients).toEqual([expect.stringMatching(/@example\.org$/)]);
    expect(admin.actor).toEqual({ kind: "person", id: written?.userId });
  });

  it("n'est jamais du HTML de quelqu'un d'autre : le nom d'un établissement reste du texte", async () => {
    const { actor } = await person(database.db, null, "lecteur");
    const userId = actor.kind === "person" ? actor.id : "";
    const text = `<script>alert("1")</script>\nhttp://localhost/?a=1&b=<img>`;
    await writeEmails(database.db, [{ userId, subject: "Essai\r\nBcc: autre@example.org", text }], minute(0));
    await round(1);
    const [received] = smtp.received;
    expect(received?.mail.html).toContain("&lt;script&gt;");
    expect(received?.mail.html).not.toMatch(/<script|<img/);
    expect(received?.mail.text?.trim()).toBe(text);
    expect(received?.recipients).toHaveLength(1);
    expect(received?.mail.bcc).toBeUndefined();
  });

  it("part une seule fois, même quand plusieurs processus font leur tournée ensemble", async () => {
    await write(20);
    const summaries = await Promise.all(Array.from({ length: 8 }, () => round(1)));
    await round(2);
    expect(summaries.reduce((sum, { sent }) => sum + sent, 0)).toBe(20);
    expect(new Set(smtp.received.map((r) => r.mail.messageId)).size).toBe(20);
    expect(smtp.received).toHaveLength(20);
    expect(await database.db.select().from(emails).where(isNotNull(emails.sentAt))).toHaveLength(20);
  });

  it("refusé par le serveur, est réessayé plus tard ; les autres partent", async () => {
    await write(3);
    smtp.faults.push("refuser");
    expect(await round(1)).toEqual({ sent: 2, deferred: 1 });
    expect(await round(1)).toEqual({ sent: 0, deferred: 0 });
    expect(await round(2)).toEqual({ sent: 1, deferred: 0 });
    expect(smtp.received).toHaveLength(3);
  });

  it("est réessayé huit fois, de plus en plus tard, puis laissé", async () => {
    await write(1);
    const waits: number[] = [];
    let when = 1;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      smtp.faults.push("refuser");
      expect(await round(when)).toEqual({ sent: 0, deferred: 1 });
      const [email] = await database.db.select().from(emails);
      expect(email?.attempts).toBe(attempt);
      if (email === undefined) throw new Error("Courriel perdu.");
      waits.push((email.after.getTime() - minute(when).getTime()) / 60_000);
      when += waits.at(-1) ?? 0;
    }
    expect(MAX_ATTEMPTS).toBe(8);
    expect(waits.slice(0, -1)).toEqual([1, 5, 30, 120, 360, 720, 1440]);
    const [email] = await database.db.select().from(emails);
    expect(email?.after).toEqual(NEVER);
    expect(await round(1e8)).toEqual({ sent: 0, deferred: 0 });
  });

  it.each(["raccrocher", "raccrocher-apres"] as const)(
    "survit à un serveur qui raccroche (%s) : la tournée s'arrête, la suivante l'envoie sous le même numéro",
    async (fault) => {
      await write(2);
      smtp.faults.push(fault);
      expect(await round(1)).toEqual({ sent: 0, deferred: 1 });
      expect(await round(3)).toEqual({ sent: 2, deferred: 0 });
      expect(new Set(smtp.received.map((r) => r.mail.messageId)).size).toBe(2);
      expect(smtp.received).toHaveLength(fault === "raccrocher" ? 2 : 3);
    },
  );

  it("attend sans essai perdu pour les autres quand le serveur est injoignable", async () => {
    await write(3);
    const unreachable = createMailer("smtp://127.0.0.1:9", "tba@example.org", "http://localhost:3000");
    expect(await sendEmails(database.db, unreachable, minute(1))).toEqual({ sent: 0, deferred: 1 });
    const attempts = (await database.db.select().from(emails)).map((c) => c.attempts).sort();
    expect(attempts).toEqual([0, 0, 1]);
    expect(await round(2)).toEqual({ sent: 3, deferred: 0 });
  });

  it("pris par un processus qui meurt, est repris par un autre, mais pas avant que le premier ait pu finir", async () => {
    await write(1);
    const dying = { deliver: () => Promise.reject(new Error("le processus meurt")) };
    await expect(sendEmails(database.db, dying, minute(1))).rejects.toThrow("meurt");
    expect(await round(10)).toEqual({ sent: 0, deferred: 0 });
    expect(await round(17)).toEqual({ sent: 1, deferred: 0 });
  });

  it("sans serveur d'envoi, ne part pas, ni plus tard quand il y en a un", async () => {
    await write(2);
    expect(await sendEmails(database.db, null, minute(1))).toEqual({ sent: 0, deferred: 0 });
    await write(1);
    expect(await round(60)).toEqual({ sent: 1, deferred: 0 });
    expect(await database.db.select().from(emails).where(eq(emails.after, NEVER))).toHaveLength(2);
  });
});
