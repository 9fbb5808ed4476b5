import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { results } from "@/db/schema/transmissions";
import { validSource } from "@/tests/factories/dossiers";
import { http, type RawAnswer, rawTba } from "@/tests/helpers/raw-tba";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const raw = rawTba();

const KEY = "0b6f3c1e-5d0e-4f6f-9f1d-2f2f6a9c7a10";
const SENT = ["1", "2"].map((id) => `{"id_erp_apprenant":"${id}","annee_scolaire":"2026-2027","nom_apprenant":"É"}`);
const accepted = (dossier: object) => ({ ...dossier, has_error: false, validation_errors: [] });
const said = (data: readonly unknown[]) => JSON.stringify({ status: "OK", message: "Queued", data });
const OK = said(SENT.map((text) => accepted(JSON.parse(text))));
/** The same, with something else of the first dossier. */
const withFirst = (change: object) =>
  http(said([{ ...accepted(JSON.parse(SENT[0] ?? "")), ...change }, accepted(JSON.parse(SENT[1] ?? ""))]));
const firstId = (json: string) => http(OK.replace('"id_erp_apprenant":"1"', `"id_erp_apprenant":${json}`));
const chunked = (size: string, trailer = "") =>
  Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n${OK}\r\n0\r\n${trailer}\r\n`);
const SIZE = Buffer.byteLength(OK).toString(16);
const head = (headings: string, body = OK) => Buffer.from(`HTTP/1.1 200 OK\r\n${headings}\r\n${body}`);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const writes =
  (bytes: Buffer): RawAnswer =>
  (socket) => {
    socket.write(bytes);
  };
const ends =
  (bytes: Buffer): RawAnswer =>
  (socket) => {
    socket.end(bytes);
  };

/** What is a whole answer all the same, however odd. */
const WHOLE: readonly [string, RawAnswer][] = [
  [
    "un octet après l'autre, lettres accentuées coupées",
    async (socket) => {
      for (const byte of http(OK)) {
        socket.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
    },
  ],
  ["sans longueur, finie par la fermeture", ends(head(""))],
  ["en HTTP/1.0", ends(Buffer.from(`HTTP/1.0 200 OK\r\n\r\n${OK}`))],
  ["après trois 103", writes(Buffer.concat([Buffer.from("HTTP/1.1 103 X\r\nLink: </x>\r\n\r\n".repeat(3)), http(OK)]))],
  ["en un morceau à la longue extension", writes(chunked(`${SIZE};a=${"x".repeat(100_000)}`))],
  ["en morceaux, avec des en-têtes à la fin", writes(chunked(SIZE, "Retry-After: 5\r\nSet-Cookie: a=b\r\n"))],
  ["avec des cookies", writes(http(OK, "200 OK", "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n"))],
  ["en latin-1", writes(http(Buffer.from(OK, "latin1")))],
  ["avec un identifiant en nombre", writes(firstId("1"))],
];

const gone = /coupée|échoué/;
const unreadable = /illisible/;
const other = /ne correspond pas/;
const late = /à temps/;

/** What says nothing sure of these dossiers: none is accepted, and the call is made again. */
const NOTHING: readonly [string, RawAnswer, RegExp][] = [
  ["plus courte qu'annoncée", ends(head("Content-Length: 9999\r\n")), gone],
  ["plus longue qu'annoncée", writes(head(`Content-Length: ${Buffer.byteLength(OK) - 3}\r\n`)), unreadable],
  ["à deux longueurs", writes(head(`Content-Length: 5\r\nContent-Length: ${Buffer.byteLength(OK)}\r\n`)), gone],
  ["à longueur et en morceaux", writes(head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), gone],
  ["de longueur négative", writes(head("Content-Length: -5\r\n")), unreadable],
  ["sans longueur et coupée", ends(head("", OK.slice(0, -5))), unreadable],
  ["sans longueur et sans fin", writes(head("")), late],
  ["en HTTP/0.9", ends(Buffer.from(OK)), unreadable],
  ["en HTTP/2", writes(Buffer.from([0, 0, 0x12, 4, 0, 0, 0, 0, 0])), unreadable],
  ["en morceau de taille illisible", writes(chunked("zz")), unreadable],
  ["en morceau de taille sans borne", writes(chunked("F".repeat(18))), unreadable],
  ["en morceaux sans le dernier", ends(chunked(SIZE).subarray(0, -5)), gone],
  ["à l'en-tête de 200 000 caractères", writes(http(OK, "200 OK", `X: ${"a".repeat(200_000)}\r\n`)), gone],
  ["qui change de protocole", writes(Buffer.from("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")), gone],
  ["204 avec un corps", writes(http(OK, "204 No Content")), gone],
  ["304 avec un corps", writes(http(OK, "304 Not Modified")), /échoué|inattendue \(304\)/],
  ["201", writes(http(OK, "201 Created")), /inattendue \(201\)/],
  ["206", writes(http(OK, "206 Partial Content")), /inattendue \(206\)/],
  ["compressée en gzip", writes(http(gzipSync(OK), "200 OK", "Content-Encoding: gzip\r\n")), unreadable],
  ["compressée sans le dire", writes(http(deflateSync(OK))), unreadable],
  [
    "une bombe compressée",
    writes(http(brotliCompressSync(Buffer.alloc(50_000_000)), "200 OK", "Content-Encoding: br\r\n")),
    unreadable,
  ],
  ["en UTF-16", writes(http(Buffer.from(OK, "utf16le"))), unreadable],
  ["suivie d'un octet nul", writes(http(`${OK}\0`)), unreadable],
  [
    "de deux fois le même dossier",
    writes(http(said([SENT[0], SENT[0]].map((text) => accepted(JSON.parse(text ?? "")))))),
    other,
  ],
  ["à l'identifiant dans une liste", writes(firstId('["1"]')), other],
  ["à l'identifiant qui est un objet", writes(firstId('{"toString":1}')), other],
  ["à l'identifiant enfoui", writes(firstId(nested(200_000))), unreadable],
  ["enfouie deux millions de fois", writes(http(`{"x":${nested(2_000_000)},${OK.slice(1)}`)), unreadable],
  ["aux erreurs qui ne sont pas une liste", writes(withFirst({ validation_errors: null })), unreadable],
  ["au message qui est un nombre", writes(withFirst({ validation_errors: [{ message: 3, path: ["x"] }] })), unreadable],
  ["à l'état inconnu", writes(http(OK.replace('"OK"', '"MAYBE"'))), unreadable],
  ...[301, 302, 303, 307, 308].map((status): [string, RawAnswer, RegExp] => [
    `qui envoie ailleurs (${status})`,
    writes(http("", `${status} X`, "Location: http://127.0.0.1:1/ailleurs\r\n")),
    /inattendue/,
  ]),
  ...[401, 404, 405, 409, 410, 415, 422, 431, 451, 499].map((status): [string, RawAnswer, RegExp] => [
    `${status} en HTML`,
    writes(http("<html>non</html>", `${status} X`)),
    /inattendue/,
  ]),
  ...[500, 502, 503, 504, 599].map((status): [string, RawAnswer, RegExp] => [
    `${status} qui dit que tout va bien`,
    writes(http(OK, `${status} X`)),
    /en panne/,
  ]),
  ["réinitialisée avant un mot", (socket) => void socket.resetAndDestroy(), gone],
  ["close avant un mot", (socket) => void socket.end(), gone],
  ["de 102 sans fin", (socket) => flood(socket, "HTTP/1.1 102 Processing\r\n\r\n"), late],
  ["d'en-têtes sans fin", (socket) => flood(socket, "X-A: b\r\n", "HTTP/1.1 200 OK\r\n"), late],
];

function flood(socket: Parameters<RawAnswer>[0], piece: string, first = ""): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(piece), 2);
  socket.on("close", () => clearInterval(timer));
}

const send = () => raw.tba.transmit(KEY, SENT);

describe("Une réponse du TBA, octet par octet", () => {
  it.each(WHOLE)("%s : les dossiers sont pris", async (_, answer) => {
    raw.answers(answer);
    expect(await send()).toMatchObject({ kind: "answer", results: [{ accepted: true }, { accepted: true }] });
  });

  it.each(NOTHING)("%s : aucun dossier n'est dit pris, ni la clé, ni l'organisme", async (_, answer, reason) => {
    raw.answers(answer);
    const organisme = raw.tba.findOrganisme("0352660B", "77764444100018");
    const [sent, tested, found] = await Promise.all([send(), raw.tba.testKey(KEY), organisme]);
    expect(sent).toMatchObject({ kind: "unavailable", reason: expect.stringMatching(reason) });
    expect([tested.kind, found.kind]).toEqual(["unreachable", "unreachable"]);
    // Whatever it says, the key goes nowhere else and nothing is asked again by itself.
    expect(raw.requests()).toHaveLength(3);
  });

  it("une seconde réponse sur la connexion n'est pas prise pour celle de l'appel suivant", async () => {
    raw.answers(writes(Buffer.concat([http(OK), http(OK)])));
    await send();
    raw.answers(writes(http(said([]))));
    expect(await send()).toMatchObject({ kind: "unavailable", reason: expect.stringMatching(other) });
  });

  it("ne demande que ce qui se lit sans rien décompresser", async () => {
    raw.answers(writes(http(OK)));
    await send();
    expect(raw.requests()[0]).toMatch(/accept-encoding: identity\r\n/i);
  });
});

describe("Les mots du TBA", () => {
  it("tiennent sur une ligne, sans balise ni signe qui retourne le texte, et sont bornés", async () => {
    const message = `<p class="x">Valeur\u2028\u202E non\n\tvalide</p>${"x".repeat(10_000_000)}`;
    raw.answers(writes(withFirst({ validation_errors: [{ message, path: ["__proto__"] }] })));
    const answer = await send();
    const first = answer.kind === "answer" ? answer.results[0] : undefined;
    const told = first?.accepted === false ? first.messages[0] : undefined;
    expect(told).toMatchObject({ champ: "__proto__", message: expect.stringMatching(/^Valeur non valide x{280,}$/) });
    expect(told?.message).toHaveLength(300);
  });

  it("ne répètent jamais la clé, fût-ce à l'endroit où ils sont coupés", async () => {
    const message = `${"x".repeat(280)} Bearer ${KEY}`;
    raw.answers(writes(http(JSON.stringify({ message }), "400 Bad Request")));
    expect(JSON.stringify(await send())).not.toContain(KEY.slice(0, 8));
    raw.answers(writes(withFirst({ validation_errors: [{ message: KEY, path: [KEY] }] })));
    expect(await send()).toMatchObject({ results: [{ messages: [{ champ: "…", message: "…" }] }, { accepted: true }] });
  });
});

describe("Une transmission entière vers un TBA qui répond n'importe quoi", () => {
  const newCfa = () =>
    testCfa(
      database.db,
      simulator,
      Array.from({ length: 2 }, (_, n) => validSource(n)),
    );
  const echo = (body: string) => (JSON.parse(body) as object[]).map(accepted);

  it.each([
    ["un objet pour identifiant", { toString: 1 }],
    ["une liste pour identifiant", [[["1"]]]],
  ])("%s : rien n'est dit transmis, et ce n'est pas notre panne", async (_, id) => {
    const cfa = await newCfa();
    raw.answers(
      (socket, body) => void socket.write(http(said(echo(body).map((d) => ({ ...d, id_erp_apprenant: id }))))),
    );
    const { summary, next } = await cfa.send({ tba: raw.tba });
    expect(summary).toMatchObject({ status: "failed", accepted: 0, refused: 0, notSent: 2 });
    expect(summary.error).toMatch(/Le TBA est indisponible/);
    expect(next).toBe("defer");
  });

  it("un 400 sans un mot pour un dossier : l'autre part, et la phrase est entière", async () => {
    const cfa = await newCfa();
    let refused = "";
    raw.answers((socket, body) => {
      const data = echo(body);
      refused ||= JSON.stringify(data[0]);
      const html = http("<html><body>Bad Request</body></html>", "400 Bad Request");
      socket.write(data.some((one) => JSON.stringify(one) === refused) ? html : http(said(data)));
    });
    const { summary } = await cfa.send({ tba: raw.tba });
    expect(summary).toMatchObject({ status: "completed", accepted: 1, refused: 1 });
    const own = eq(results.transmissionId, summary.id);
    const [told] = await database.db.select({ messages: results.messages }).from(results).where(own);
    expect(told?.messages).toEqual(["Le TBA refuse la demande entière sans dire pourquoi."]);
  });
});
