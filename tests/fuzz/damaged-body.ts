import { deflateSync, gzipSync } from "node:zlib";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { validSource } from "@/tests/factories/dossiers";
import type { Random } from "./random";

/** A call that no software should make: its bytes, its headers, and how many of the bytes are sent before the line is cut (null: all). */
export type DamagedBody = { kind: string; bytes: Buffer; headers: Record<string, string>; cutAt: number | null };

type Make = (random: Random) => Partial<DamagedBody> & { bytes: Buffer };

const MEGABYTE = 1024 * 1024;
const CHAMPS = TRANSMITTED_CHAMPS.map(({ key }) => key);
const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "toJSON",
  "hasOwnProperty",
  "then",
  "length",
  "",
];

const dossier = ({ below }: Random) => validSource(below(40));
const textOf = (random: Random, count = 1 + random.below(4)) =>
  JSON.stringify(Array.from({ length: count }, () => dossier(random)));
const bytesOf = (text: string) => Buffer.from(text, "utf8");

/** JSON of a value that no field of a dossier has. */
const STRANGE: readonly ((random: Random) => string)[] = [
  ({ below }) => "[".repeat(below(60)) + "]".repeat(60),
  ({ below }) => `${'{"a":'.repeat(below(31))}1${"}".repeat(31)}`,
  () => "1e999",
  () => "-1e999",
  ({ below }) => "9".repeat(1 + below(4000)),
  ({ below }) => `0.${"0".repeat(below(2000))}1`,
  () => "-0",
  () => "null",
  () => "true",
  () => "[]",
  () => '{"toString":1,"valueOf":null}',
  () => '{"__proto__":{"toString":null}}',
  () => '[["x",{"toJSON":1}],null]',
  () => '"\\ud800"',
  () => '"\\udfff\\u0000a\\ud83d"',
  () => '"\\u202e\\ufeff\\u200d\\uffff"',
  ({ below }) => JSON.stringify("é".repeat(below(100_000))),
  ({ below }) => JSON.stringify(`${"a.".repeat(below(40_000))}@`),
  ({ below }) => JSON.stringify(`${" ".repeat(below(100_000))}1`),
  ({ below }) => JSON.stringify("0".repeat(below(100_000))),
  ({ below }) => JSON.stringify(`+${"9-".repeat(below(30_000))}`),
  ({ below }) => JSON.stringify(`2026-${"0".repeat(below(50_000))}9-01`),
  () => '"-271821-04-20"',
  () => '"+275760-09-13T00:00:00Z"',
  () => '"=HYPERLINK(1)"',
];

/** Fields of a sound dossier with other values, some keys twice, some of an object's own. */
const strangeFields: Make = (random) => {
  const fields = Array.from({ length: 1 + random.below(6) }, () => {
    const key = random.below(4) === 0 ? random.pick(KEYS) : random.pick(CHAMPS);
    return `${JSON.stringify(key)}:${random.pick(STRANGE)(random)}`;
  });
  const sound = JSON.stringify(dossier(random)).slice(1, -1);
  return { bytes: bytesOf(`[{${random.below(2) === 0 ? `${sound},${fields}` : `${fields},${sound}`}}]`) };
};

const deep: Make = ({ below, pick }) => {
  const depth = 1 + below(pick([40, 2000, 300_000]));
  const [open, close] = pick([
    ["[", "]"],
    ['{"nom_apprenant":', "}"],
    ['[{"a":', "}]"],
  ] as const);
  return { bytes: bytesOf(`[${open.repeat(depth)}1${close.repeat(below(2) === 0 ? depth : below(depth))}]`) };
};

const strangeItems: Make = ({ below, pick }) => {
  const item = pick(["{}", "null", "1", '"x"', "[]", "[[]]", '{"id_erp_apprenant":1}', "true"]);
  const count = pick([1, 50, 2000, 2001, 30_000]);
  const wrap = pick([(t: string) => `[${t}]`, (t: string) => `{"value":[${t}]}`, (t: string) => t]);
  return {
    bytes: bytesOf(
      wrap(
        Array(1 + below(count))
          .fill(item)
          .join(","),
      ),
    ),
  };
};

const truncated: Make = (random) => {
  const bytes = bytesOf(textOf(random));
  return { bytes: bytes.subarray(0, random.below(bytes.length)) };
};

const cut: Make = (random) => {
  const bytes = bytesOf(textOf(random));
  return { bytes, cutAt: random.below(bytes.length) };
};

const CHARSETS = ["latin1", "utf-16le", "ascii", "x-inconnu", '"utf8"', "utf-7", "UTF-8;charset=latin1", ""];
const charset: Make = (random) => ({
  bytes: Buffer.from(textOf(random), random.pick(["latin1", "utf16le", "utf8"] as const)),
  headers: { "content-type": `application/json; charset=${random.pick(CHARSETS)}` },
});

const badText: Make = (random) => {
  const bytes = bytesOf(textOf(random));
  const flips = 1 + random.below(30);
  for (let i = 0; i < flips; i++) bytes[random.below(bytes.length)] = random.below(256);
  return { bytes };
};

const TYPES = ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json-patch+json", ""];
const otherType: Make = (random) => ({
  bytes: bytesOf(textOf(random)),
  headers: { "content-type": random.pick(TYPES) },
});

/** Made once: they weigh on who makes them too. */
const bombs = new Map<string, Buffer>();
function bombOf(filling: string, megabytes: number): Buffer {
  const name = `${filling}${megabytes}`;
  const made = bombs.get(name) ?? gzipSync(Buffer.alloc(megabytes * MEGABYTE, filling), { level: 9 });
  bombs.set(name, made);
  return made;
}

const bomb: Make = ({ pick }) => {
  const once = bombOf(pick([" ", "[", "0", '"']), pick([9, 11, 60]));
  return { bytes: pick([once, gzipSync(once)]), headers: { "content-encoding": "gzip" } };
};

const badlyZipped: Make = (random) => {
  const zip = random.pick([gzipSync, deflateSync]);
  const bytes = zip(bytesOf(textOf(random)));
  const encoding = random.pick(["gzip", "deflate", "gzip", "br", "gzip, gzip", "zstd", "GZIP", "identity"]);
  const damaged = random.pick([
    bytes,
    bytes.subarray(0, random.below(bytes.length)),
    Buffer.concat([bytes, Buffer.from("reste")]),
    badText(random).bytes,
  ]);
  return { bytes: damaged, headers: { "content-encoding": encoding } };
};

const tooHeavy: Make = ({ below, pick }) => ({
  bytes: Buffer.alloc(pick([9, 11, 14]) * MEGABYTE + below(1000), pick([" ", "[", "1"])),
});

const KINDS: Readonly<Record<string, { make: Make; share: number }>> = {
  champs: { make: strangeFields, share: 10 },
  profond: { make: deep, share: 3 },
  éléments: { make: strangeItems, share: 3 },
  tronqué: { make: truncated, share: 3 },
  coupé: { make: cut, share: 2 },
  charset: { make: charset, share: 2 },
  octets: { make: badText, share: 4 },
  type: { make: otherType, share: 1 },
  bombe: { make: bomb, share: 1 },
  compression: { make: badlyZipped, share: 3 },
  lourd: { make: tooHeavy, share: 1 },
};
const DRAWN = Object.entries(KINDS).flatMap(([kind, { make, share }]) => Array(share).fill({ kind, make }));

/** A damaged call, always the same for a seed. */
export function damagedBody(random: Random): DamagedBody {
  const { kind, make }: { kind: string; make: Make } = random.pick(DRAWN);
  const { headers = {}, cutAt = null, bytes } = make(random);
  const chunked: Record<string, string> = random.below(4) === 0 ? { "transfer-encoding": "chunked" } : {};
  return { kind, bytes, cutAt, headers: { "content-type": "application/json", ...chunked, ...headers } };
}
