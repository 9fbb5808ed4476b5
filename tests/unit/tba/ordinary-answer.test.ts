import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptsAll } from "@/lib/tba/ordinary-answer";
import { parseSuccess } from "@/lib/tba/parse-success";
import { evaluate, responseBody } from "@/scripts/tba-simulateur/first-stage";
import { validSource } from "@/tests/factories/dossiers";

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const DOSSIERS = [
  { id_erp_apprenant: "A-1", nom_apprenant: 'Zoé "id_erp_apprenant":"B"', annee_scolaire: "2026-2027" },
  { id_erp_apprenant: 12, prenom_apprenant: "\\u0022", annee_scolaire: "2026-2027" },
  { annee_scolaire: "2025-2026", rqth_apprenant: null, id_erp_apprenant: "É\\" },
];
const SENT = DOSSIERS.map(bytesOf);
const accepted = (dossier: object) => ({ ...dossier, validation_errors: [], has_error: false, computed_day: null });
const answer = (data: unknown[]) => ({ status: "OK", message: "Queued", data });
const ORDINARY = answer(DOSSIERS.map(accepted));

/** The full reading's verdict: were all of them accepted? */
function readInFull(body: Buffer, sent: readonly Buffer[] = SENT): boolean {
  const parsed = parseSuccess(body, sent);
  return parsed.kind === "answer" && parsed.results.every((result) => result.accepted);
}

/** JSON with other white space, other ways to write numbers and letters, and members in another order. */
const respelt = (random: (n: number) => number) => {
  const space = () => ["", "", " ", "\n\t", "\r "][random(5)] ?? "";
  const write = (value: unknown): string => {
    const list = (open: string, parts: string[], close: string) =>
      space() + open + space() + parts.join(`${space()},${space()}`) + space() + close + space();
    if (Array.isArray(value)) return list("[", value.map(write), "]");
    if (typeof value !== "object" || value === null) {
      const text = JSON.stringify(value);
      return random(8) === 0 && text.startsWith('"A') ? `"\\u0041${text.slice(2)}` : text;
    }
    const members = Object.entries(value).map(([name, held]) => `${JSON.stringify(name)}${space()}:${write(held)}`);
    return list("{", random(2) === 0 ? members : members.reverse(), "}");
  };
  return write;
};

/** What an answer could become on the way: some bytes changed, taken away, given twice, or moved. */
type Spoilt = { at: number; length: number; byte: number; how: number };
const spoilt: fc.Arbitrary<Spoilt> = fc.record({ at: fc.nat(), length: fc.nat(12), byte: fc.nat(255), how: fc.nat(4) });
function spoil(body: Buffer, { at, length, byte, how }: Spoilt): Buffer {
  const from = at % body.length;
  const piece = body.subarray(from, from + length);
  const rest = body.subarray(from + length);
  const before = body.subarray(0, from);
  if (how === 0) return Buffer.concat([before, rest]);
  if (how === 1) return Buffer.concat([before, piece, piece, rest]);
  if (how === 2) return Buffer.concat([before, Buffer.from([byte]), body.subarray(from)]);
  if (how === 3)
    return Buffer.concat([before, Buffer.from('{}[],:"\\0 e.-'.charAt(byte % 13)), body.subarray(from + 1)]);
  return before;
}

describe("Une réponse ordinaire, reconnue à ses octets", () => {
  it("est reconnue telle que le TBA simulé la donne pour deux mille dossiers", () => {
    const sources = Array.from({ length: 2000 }, (_, n) => validSource(n));
    const sent = sources.map(bytesOf);
    const verdict = evaluate(sources, "organisme");
    if (verdict === null) throw new Error("the TBA broke down");
    const body = Buffer.from(responseBody(verdict));
    expect(acceptsAll(body, sent)).toBe(true);
    expect(readInFull(body, sent)).toBe(true);
    expect(acceptsAll(body, [...sent].reverse())).toBe(false);
    expect(acceptsAll(body, sent.slice(1))).toBe(false);
  });

  it.each<[string, unknown]>([
    [
      "un dossier refusé",
      answer([
        ...DOSSIERS.slice(0, 2).map(accepted),
        { ...accepted(DOSSIERS[2] ?? {}), validation_errors: [{ message: "Non", path: ["x"] }] },
      ]),
    ],
    ["un dossier dit en erreur sans raison", answer(DOSSIERS.map((d, i) => ({ ...accepted(d), has_error: i === 1 })))],
    ["un dossier sans verdict", answer(DOSSIERS)],
    ["un dossier de moins", answer(DOSSIERS.slice(1).map(accepted))],
    ["un dossier de plus", answer([...DOSSIERS, { id_erp_apprenant: "C", annee_scolaire: "2026-2027" }].map(accepted))],
    ["un autre ordre", answer([...DOSSIERS].reverse().map(accepted))],
    ["une autre année", answer(DOSSIERS.map((d) => accepted({ ...d, annee_scolaire: "2024-2025" })))],
    ["un identifiant qui commence pareil", answer(DOSSIERS.map((d) => accepted({ ...d, id_erp_apprenant: "A-" })))],
    ["un autre statut que OK", { ...ORDINARY, status: "ERROR" }],
    ["pas de statut", { data: ORDINARY.data }],
    ["pas de dossiers", { status: "OK" }],
    ["des dossiers dans un objet", { status: "OK", data: { 0: ORDINARY.data } }],
    ["une liste", ORDINARY.data],
  ])("n'est pas : %s", (_, body) => {
    expect(acceptsAll(bytesOf(body), SENT)).toBe(false);
    expect(readInFull(bytesOf(body))).toBe(false);
  });

  it.each([
    ["la dernière de deux clés pareilles l'emporte", /"has_error":false/, '"has_error":false,"has_error":true'],
    ["une clé peut s'écrire avec un échappement", /"has_error":false/, '"has_error":false,"has\\u005ferror":true'],
    ["deux listes de dossiers", /\]\}$/, '],"data":[]}'],
    ["deux statuts", /"status":"OK"/, '"status":"OK","status":"ERROR"'],
  ])("laisse à la lecture complète ce qui prête à confusion : %s", (_, where, by) => {
    const body = Buffer.from(String(bytesOf(ORDINARY)).replace(where, by));
    expect(acceptsAll(body, SENT)).toBe(false);
    expect(readInFull(body)).toBe(false);
  });

  it("ne se fie pas à un verdict que le dossier envoyé portait lui-même", () => {
    const own = { id_erp_apprenant: "A", annee_scolaire: "2026-2027", validation_errors: [], has_error: true };
    const sent = [bytesOf(own)];
    const body = Buffer.from(String(bytesOf(answer([own]))).replace("true}", 'true,"validation_errors":[]}'));
    expect(acceptsAll(body, sent)).toBe(false);
    expect(readInFull(body, sent)).toBe(false);
  });

  it("laisse à la lecture complète 12 pour « 12 », qui est le même dossier", () => {
    const body = bytesOf(answer(DOSSIERS.map((d) => accepted({ ...d, id_erp_apprenant: String(d.id_erp_apprenant) }))));
    expect(acceptsAll(body, SENT)).toBe(false);
    expect(readInFull(body)).toBe(true);
  });

  it("est reconnue quels que soient les espaces et l'ordre, et la lecture complète dit comme elle", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1_000_000)), (stream) => {
        const body = Buffer.from(respelt((n) => (stream.next().value ?? 0) % n)(ORDINARY));
        expect(readInFull(body)).toBe(true);
        // Only another spelling of an identifier is left to the full reading.
        expect(acceptsAll(body, SENT)).toBe(!body.includes("\\u0041-1"));
      }),
      { numRuns: 300 },
    );
  });

  it("abîmée n'importe comment, n'est jamais reconnue si la lecture complète ne l'accepte pas", () => {
    let [recognized, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(spoilt, { minLength: 1, maxLength: 3 }), (changes) => {
        const body = changes.reduce<Buffer>(
          (soFar, one) => (soFar.length === 0 ? soFar : spoil(soFar, one)),
          bytesOf(ORDINARY),
        );
        const quick = acceptsAll(body, SENT);
        if (quick) expect(readInFull(body)).toBe(true);
        [recognized, refused] = quick ? [recognized + 1, refused] : [recognized, refused + 1];
      }),
      { numRuns: 20_000 },
    );
    // Both happen: an answer harmed in a field that nobody looks at is still the answer.
    expect(recognized).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(1000);
  });

  it("lit le JSON comme JSON.parse : ni plus, ni moins, quel que soit le champ inconnu", () => {
    const text = fc.oneof(
      fc.json(),
      fc.stringMatching(/^-?[0-9.eE+-]{1,6}$/),
      fc.constantFrom(
        '"\\u00e9l"',
        '"\\u00E"',
        '"\\u00e9\\n\\u0061"',
        '"\\u00e"x"',
        '"\\x"',
        '"\\u12g4"',
        '"\t"',
        "01",
        "1.",
        ".5",
        "nul",
        "tru",
        "{,}",
        "[1,]",
        '{"a"}',
        '"',
      ),
    );
    const valid = (json: string) => {
      try {
        JSON.parse(json);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(text, (json) => {
        const body = Buffer.from(
          String(bytesOf(ORDINARY)).replace('"computed_day":null', () => `"computed_day":${json}`),
        );
        expect(acceptsAll(body, SENT)).toBe(valid(json));
      }),
      { numRuns: 3000 },
    );
  });
});
