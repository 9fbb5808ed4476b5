// npm run test:fuzz -- [files|bodies] [NUMBER] [FIRST SEED]: damaged files, then damaged calls of a software, each made from a seed that is
// printed. Ends 1 when one of them does anything but be taken or refused.
import { fuzzBodies } from "./fuzz/bodies";
import { fuzzFiles } from "./fuzz/files";

const KINDS = { files: fuzzFiles, bodies: fuzzBodies } as const;

const isKind = (word: string | undefined): word is keyof typeof KINDS => word !== undefined && word in KINDS;

const words = process.argv.slice(2);
const [wanted] = words;
const kinds = isKind(wanted) ? [wanted] : (["files", "bodies"] as const);
const [number = "10000", seed] = isKind(wanted) ? words.slice(1) : words;
const first = seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(seed);

let sound = true;
for (const kind of kinds) sound = (await KINDS[kind](Number(number), first)) && sound;
process.exit(sound ? 0 : 1);
