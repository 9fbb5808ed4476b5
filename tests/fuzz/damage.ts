import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { BaseFile } from "./base-files";
import type { Random } from "./random";

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

const truncate: Damage = (bytes, { below }) => bytes.slice(0, below(bytes.length));

const flipBits: Damage = (bytes, { below }) => {
  const damaged = bytes.slice();
  for (let i = 0; i <= below(40); i++) {
    const at = below(damaged.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << below(8));
  }
  return damaged;
};

const insertBytes: Damage = (bytes, { below, pick }) => {
  const at = below(bytes.length);
  const filling = new Uint8Array(1 + below(5000)).fill(pick([0, 0xff, 0x22, 0x3b, 0x0a, 0x3c, 0xed]));
  return Uint8Array.from([...bytes.subarray(0, at), ...filling, ...bytes.subarray(at)]);
};

const repeatPart: Damage = (bytes, { below }) => {
  const [a, b] = [below(bytes.length), below(bytes.length)];
  const part = bytes.subarray(Math.min(a, b), Math.max(a, b));
  return Uint8Array.from([...bytes.subarray(0, a), ...part, ...part, ...bytes.subarray(a)]);
};

type TextDamage = (text: string, random: Random) => string;

const splice = (text: string, at: number, inserted: string, removed = 0) =>
  text.slice(0, at) + inserted + text.slice(at + removed);

/** What a text or the XML of a part may be made to hold. */
const POISONS: readonly ((random: Random) => string)[] = [
  () => "\u0000",
  () => "\ud800",
  () => "&#xD800;&#0;&#xFFFFFFFF;",
  () => '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>&c;',
  ({ below }) => "<x>".repeat(1 + below(20_000)),
  ({ below }) => `<c r="XFD${1 + below(2_000_000)}"><v>1e309</v></c>`,
  ({ below }) => `<row r="${below(4_294_967_296)}" hidden="1">`,
  () => '<mergeCell ref="A1:XFD1048576"/>',
  () => '<mergeCell ref="Z9:A1"/><mergeCell ref="?"/>',
  () => '<cols><col min="1" max="2000000000"/></cols>',
  () => '" onload="',
  ({ below }) => '"'.repeat(1 + below(500)),
  ({ below }) => ";".repeat(1 + below(100_000)),
  ({ below }) => "\n".repeat(1 + below(50_000)),
  () => "<f>1/0</f><v></v>",
  () => '<c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c><c t="d"><v>hier</v></c>',
  () => 'table:number-rows-repeated="1048576" table:number-columns-repeated="16384"',
  ({ below }) => "é".repeat(below(40_000)),
  () => "1,5E+300",
  () => "__proto__;constructor;toString\n",
];

const poison: TextDamage = (text, random) => {
  let damaged = text;
  for (let i = 0; i <= random.below(3); i++) {
    damaged = splice(damaged, random.below(damaged.length + 1), random.pick(POISONS)(random), random.below(8));
  }
  return damaged;
};

const cutLines: TextDamage = (text, { below }) => {
  const at = below(text.length);
  return splice(text, at, "", below(400));
};

const damageText =
  (change: TextDamage): Damage =>
  (bytes, random) =>
    Buffer.from(change(Buffer.from(bytes).toString("latin1"), random), "latin1");

/** Damages one part of an archive, and closes it again: what a reader meets past the zip. */
const damagePart: Damage = (bytes, random) => {
  try {
    const parts = unzipSync(bytes);
    const name = random.pick(Object.keys(parts));
    const part = parts[name] ?? new Uint8Array();
    const change = random.pick([poison, cutLines]);
    parts[name] = Uint8Array.from(
      random.below(3) === 0 ? flipBits(part, random) : strToU8(change(strFromU8(part), random)),
    );
    if (random.below(10) === 0) delete parts[random.pick(Object.keys(parts))];
    return zipSync(parts, { level: 1 });
  } catch {
    return flipBits(bytes, random);
  }
};

const EXTENSIONS = [".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".pdf", ""] as const;
const isArchive = ({ bytes }: BaseFile) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** A file made from a sound one, damaged once or several times, always the same for a seed. */
export function damagedFile(bases: readonly BaseFile[], random: Random): BaseFile {
  const base = random.pick(bases);
  const ofFormat = isArchive(base) ? [damagePart, damagePart, damagePart] : [damageText(poison), damageText(cutLines)];
  const damages: readonly Damage[] = [truncate, flipBits, insertBytes, repeatPart, ...ofFormat];
  let { bytes } = base;
  for (let i = 0; i <= random.below(2); i++) {
    if (bytes.length > 0) bytes = random.pick(damages)(bytes, random);
  }
  const name = random.below(6) === 0 ? `fichier${random.pick(EXTENSIONS)}` : base.name;
  return { name, bytes: bytes.slice(0, 8 * 1024 * 1024) };
}
