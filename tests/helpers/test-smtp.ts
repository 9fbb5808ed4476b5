import { createServer, type Server, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { afterAll, beforeAll } from "vitest";

/** What goes wrong with the next message: refused at its recipient, hung up before or after its text was taken. */
export type SmtpFault = "refuser" | "raccrocher" | "raccrocher-apres";

/** A message as a mail program shows it, and whom the server was asked to give it to. */
export type ReceivedEmail = { mail: ParsedMail; recipients: string[] };

export type TestSmtp = {
  readonly url: string;
  /** What the server took, in order. */
  readonly received: ReceivedEmail[];
  /** Faults for the next messages, one each. */
  readonly faults: SmtpFault[];
  drain: () => void;
};

type Mailbox = Pick<TestSmtp, "received" | "faults">;

/** One session: EHLO, MAIL, RCPT, DATA, RSET, QUIT, a command a line. */
function converse(socket: Socket, mailbox: Mailbox): void {
  let buffer = "";
  let text: string[] | null = null;
  let recipients: string[] = [];
  let fault: SmtpFault | undefined;
  const say = (row: string) => socket.write(`${row}\r\n`);

  async function finishText(rows: string[]): Promise<void> {
    const message = { recipients, mail: await simpleParser(Buffer.from(rows.join("\r\n"), "latin1")) };
    mailbox.received.push(message);
    if (fault === "raccrocher-apres") socket.destroy();
    else say("250 pris");
  }

  function obey(row: string): void {
    const command = row.slice(0, 4).toUpperCase();
    if (command === "EHLO" || command === "HELO" || command === "RSET") say("250 essai");
    else if (command === "MAIL") {
      [recipients, fault] = [[], mailbox.faults.shift()];
      say("250 oui");
    } else if (command === "RCPT") {
      recipients.push(/<(.*)>/.exec(row)?.[1] ?? "");
      say(fault === "refuser" ? "450 plus tard" : "250 oui");
    } else if (command === "DATA") {
      if (fault === "raccrocher") socket.destroy();
      else {
        text = [];
        say("354 dites");
      }
    } else if (command === "QUIT") socket.end("221 adieu\r\n");
    else say("502 inconnu");
  }

  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("latin1");
    const rows = buffer.split("\r\n");
    buffer = rows.pop() ?? "";
    for (const row of rows) {
      if (text === null) obey(row);
      else if (row !== ".") text.push(row.startsWith(".") ? row.slice(1) : row);
      else {
        const done = text;
        text = null;
        finishText(done).catch((error) => socket.destroy(error));
      }
    }
  });
  say("220 essai");
}

/** A mail server of its own for a test file, over TCP. */
export function testSmtp(): TestSmtp {
  const mailbox: Mailbox = { received: [], faults: [] };
  let server: Server | undefined;
  let url = "";
  beforeAll(async () => {
    const open = createServer((socket) => converse(socket, mailbox));
    server = open;
    await new Promise<void>((resolve) => open.listen(0, "127.0.0.1", resolve));
    const address = open.address();
    url = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(() => {
    server?.close();
  });
  return {
    ...mailbox,
    get url() {
      return url;
    },
    drain: () => {
      mailbox.received.length = 0;
      mailbox.faults.length = 0;
    },
  };
}
