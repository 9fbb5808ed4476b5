import { addDays } from "@/lib/domain/day";
import type { Entry } from "@/lib/domain/rapprochement/match-people.types";

const LAST =
  "Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefèvre,Leroy,Roux,David,Bertrand,Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Müller,Faure,André,Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Garcia,Perrin,Robin,Clément,Morin,Nicolas,Henry,Roussel,Mathieu,Gautier,Masson,Marchand,Duval,Denis,Dumont,Marie,Lemaire,Noël,Meyer,Dufour,Meunier,Brun,Blanchard,Giraud,Joly,Rivière,Lucas,Brunet,Gaillard,Barbier,Arnaud,Martinez,Gérard,Roche,Renard,Schmitt,Roy,Leroux,Colin,Vidal,Caron,Picard,Roger,Fabre,Aubert,Lemoine,Renaud,Dumas,Lacroix,Olivier,Philippe,Bourgeois,Pierre,Benoît,Rey,Leclerc,Payet,Rolland,Leclercq,Guillaume,Lecomte,Lopez,Jean,Dupuy,Guillot,Hubert,Berger,Carpentier,Sanchez,Dupuis,Moulin,Louis,Deschamps,Huet,Vasseur,Perez,Boucher,Fleury,Royer,Klein,Jacquet,Adam,Paris,Poirier,Marty,Aubry,Guyot,Carré,Charles,Renault,Charpentier,Ménard,Maillard,Baron,Bertin,Bailly,Hervé,Schneider,Fernandez,Le Gall,Collet,Léger,Bouvier,Julien,Prévost,Millet,Perrot,Daniel,Le Roux,Cousin,Germain,Breton,Besson,Langlois,Rémy,Le Goff,Pelletier,Lévêque,Perrier,Leblanc,Barré,Lebrun,Marchal,Weber,Mallet,Hamon,Boulanger,Jacob,Monnier,Michaud,Rodriguez,Guichard,Gillet,Étienne,Grondin,Poulain,Tessier,Chevallier,Collin,Chauvin,Da Silva,Bouchet,Gay,Lemaître,Bénard,Maréchal,Humbert,Reynaud,Antoine,Hoarau,Perret,Barthélémy,Cordier,Pichon,Lejeune,Gilbert,Lamy,Delaunay,Pasquier,Carlier,Laporte,D'Armaillé,De La Tour,Du Plessis,Ben Salah,O'Brien,Cœurdoux".split(
    ",",
  );
const FIRST =
  "Léa,Lia,Manon,Emma,Chloé,Camille,Inès,Jade,Sarah,Zoé,Éloïse,Anaïs,Marie,Marion,Marine,Anne-Marie,Marie-Louise,Lucas,Hugo,Théo,Enzo,Mathis,Mathias,Matthieu,Mathieu,Nathan,Thomas,Clément,Jean,Jean-Luc,Jean-Marc,Jean-Baptiste,Léo-Paul,Noé,Noël,Gwenaël,Maël,Maëlle,Rayan,Ryan,Mohamed,Mohammed,Yanis,Kévin,Bryan,Aminata,Fatou,Rafaël,Côme,Cœlia,Lou,Louis,Louise,Louison,Martin,Vincent,Robin,Romain,Antoine,Simon,Paul,Pauline,Paola,Nina,Lina,Mila,Elina,Eline,Élise,Élisa,Juliette,Julie,Julia,Alix,Alexis,Alex".split(
    ",",
  );

/** A small deterministic generator: the same people at every run of a seed. */
export function seededRandom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
type Random = ReturnType<typeof seededRandom>;

const pick = (random: Random, from: readonly string[]) => from[random(from.length)] ?? "";
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/Œ/g, "OE");
const slip = (random: Random, text: string) => {
  const at = 1 + random(text.length - 2);
  return text.slice(0, at) + "eainrst"[random(7)] + text.slice(at + (random(2) === 0 ? 0 : 1));
};

type Names = Pick<Entry, "lastName" | "firstName">;

/** Ways in which a list writes another name than the software. «alone»: not of twins, whom it could make look like the other. */
const MUTATIONS: readonly { alone: boolean; change: (names: Names, random: Random) => Names }[] = [
  {
    alone: false,
    change: (n) => ({ lastName: plain(n.lastName).toUpperCase(), firstName: plain(n.firstName).toUpperCase() }),
  },
  {
    alone: false,
    change: (n) => ({ lastName: n.lastName.replace(/[- ]/g, ""), firstName: n.firstName.replace(/-/g, " ") }),
  },
  {
    alone: false,
    change: (n) => ({ lastName: n.lastName.replace(/[ ']/g, "-"), firstName: n.firstName.replace(/-/g, "") }),
  },
  { alone: false, change: (n) => ({ lastName: n.firstName, firstName: n.lastName }) },
  { alone: false, change: (n) => ({ ...n, lastName: n.lastName.replace(/^(?:De La|Du|Da|Le|D')\s*/i, "") }) },
  { alone: false, change: (n) => ({ ...n, lastName: n.lastName.split(/[- ]/).at(-1) ?? n.lastName }) },
  { alone: false, change: (n) => ({ ...n, lastName: n.lastName.split("-").reverse().join("-") }) },
  { alone: false, change: (n, random) => ({ ...n, lastName: `${n.lastName} ${pick(random, LAST)}` }) },
  { alone: false, change: (n, random) => ({ ...n, lastName: slip(random, n.lastName) }) },
  { alone: true, change: (n, random) => ({ ...n, firstName: `${n.firstName} ${pick(random, FIRST)}` }) },
];

/** People on both sides: `truth[line]` is the apprentice of a line, null for somebody whom the software does not know. */
export type MadePeople = { apprentices: Entry[]; lines: Entry[]; truth: (number | null)[] };

const formation = (random: Random) => [`RNCP${30000 + random(12)}`];

function newcomer(random: Random): Entry {
  const double = random(8) === 0 ? `-${pick(random, LAST)}` : "";
  return {
    lastName: pick(random, LAST) + double,
    firstName: pick(random, FIRST),
    birth: addDays("2000-01-01", random(3600)),
    formations: formation(random),
  };
}

/** Close to the first one, as parents choose, but another name: neither begins with the other. */
function twinOf(random: Random, { lastName, birth, firstName }: Entry): Entry {
  const first = plain(firstName).toLowerCase().split("-")[0] ?? "";
  const others = FIRST.filter((name) => (plain(name).toLowerCase().split("-")[0] ?? "") !== first);
  return { lastName, birth, firstName: pick(random, others), formations: formation(random) };
}

type Shares = { size: number; mutated: number; twins: number; missing: number; unknown: number; twice: number };

/**
 * Apprentices, and a list of them in which so many of a hundred (`mutated`) have another writing of their name. `twins`: so many of a hundred have one;
 * `missing` are not in the list, `unknown` only there, `twice` have two lines.
 */
export function makePeople(seed: number, shares: Shares): MadePeople {
  const random = seededRandom(seed);
  const people: MadePeople = { apprentices: [], lines: [], truth: [] };
  const taken = new Set<string>();
  const twins = new Set<number>();
  const keyOf = ({ lastName, firstName, birth }: Entry) =>
    `${plain(lastName)} ${plain(firstName)} ${birth}`.toLowerCase();
  const join = (entry: Entry): number | null => {
    if (taken.has(keyOf(entry))) return null;
    taken.add(keyOf(entry));
    return people.apprentices.push(entry) - 1;
  };
  while (people.apprentices.length < shares.size) {
    const rank = join(newcomer(random));
    const person = rank === null ? undefined : people.apprentices[rank];
    if (rank === null || person === undefined || random(100) >= shares.twins) continue;
    const twin = join(twinOf(random, person));
    if (twin !== null) twins.add(rank).add(twin);
  }
  people.apprentices.forEach((person, rank) => {
    if (random(100) < shares.missing) return;
    const lines = random(100) < shares.twice ? 2 : 1;
    for (let line = 0; line < lines; line++) {
      const usable = MUTATIONS.filter(({ alone }) => !alone || !twins.has(rank));
      const mutation = random(100) < shares.mutated ? usable[random(usable.length)] : undefined;
      people.lines.push({ ...person, ...mutation?.change(person, random) });
      people.truth.push(rank);
    }
  });
  for (let i = 0; i < (shares.size * shares.unknown) / 100; i++) {
    const stranger = newcomer(random);
    if (taken.has(keyOf(stranger))) continue;
    people.lines.push({ ...stranger, lastName: stranger.lastName.toUpperCase() });
    people.truth.push(null);
  }
  return people;
}
