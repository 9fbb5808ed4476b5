import { createServer, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";

/** What goes wrong with the next message: refused at its recipient, hung up before or after its text was taken. */
export type SmtpFault = "refuser" | "raccrocher" | "raccrocher-apres";

/** A message as a mail program shows it, and whom the server was asked to give it to. */
export type ReceivedEmail = { mail: ParsedMail; recipients: string[] };

/** What the server took, in order, and the faults of the next messages, one each. */
export type Mailbox = { readonly received: ReceivedEmail[]; readonly faults: SmtpFault[] };

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

/** Starts a mail server, over TCP. */
export async function startSmtp(): Promise<Mailbox & { url: string; close: () => void }> {
  const mailbox: Mailbox = { received: [], faults: [] };
  const server = createServer((socket) => converse(socket, mailbox));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return { ...mailbox, url, close: () => void server.close() };
}
