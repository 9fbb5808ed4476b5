import type { ActionState } from "@/lib/domain/action-state.types";
import type { Day } from "@/lib/domain/day";
import type { DepartReason } from "@/lib/domain/enumerations";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { StatutTba } from "@/lib/domain/statut.types";

type Located = { id: string; apprenant: string; formation: string };

/** A status that a dossier takes by itself, soon. */
export type Change = Located & {
  day: Day;
  current: StatutTba;
  statut: StatutTba;
  /** The day is that of an exclusion, entered in the dossier. */
  exclusion: boolean;
};

/** A dossier that the TBA has and that the last file no longer holds, or that its software (then named) no longer sends. */
export type Absent = Located & {
  employeur: string;
  anneeScolaire: string;
  sentAt: string;
  software: { name: string; lastAt: string } | null;
};

/** A software that sends dossiers: its last call, how many it sends, and whether it sends its changes only (nobody is then missing). */
export type PushingSoftware = { name: string; lastAt: string; held: number; partial: boolean };

/** Why a dossier is no longer in the software, as staff said. `returned`: the last file holds it again. */
export type DeclaredDepart = Located & {
  reason: DepartReason;
  date: Day | null;
  at: string;
  by: string;
  returned: boolean;
  /** The exclusion that the TBA took for good: undoing the departure does not undo it there. */
  keptExclusion: Day | null;
};

/** An exclusion that the TBA took and that the dossier no longer says: it comes back by itself. */
export type TakenBack = Located & { exclusion: Day; sent: boolean };

/** A dossier that the TBA took under another key and keeps: under which identifier, and what told it from today's, in French. */
export type LeftBehindDossier = Located & { identifier: string; under: string };

/** A dossier whose parcours has not begun: the TBA's lists do not hold it yet. */
export type NotBegun = Located & { day: Day };

/** The last file, and what it is worth for telling who left. Instants are ISO. */
export type LastFile = {
  file: string;
  at: string;
  held: number;
  /** How many of these are not apprentis. */
  nonApprentis: number;
  /** How many the file before held; null when there is none. */
  heldBefore: number | null;
  /** Less than half of the file before: it says nothing of those that it does not hold. */
  partial: boolean;
};

/** One of the dossiers of a possible duplicate: the latest of its identifier. */
export type Duplicate = Located & {
  identifier: string;
  birth: string;
  ine: string;
  email: string;
  telephone: string;
  employeur: string;
  anneeScolaire: string;
  etat: EtatDossierValue;
};

export type DuplicatePair = [Duplicate, Duplicate];

/** Two identifiers that staff said are two people. */
export type JumeauxPair = { first: string; second: string; names: string; at: string; by: string };

/** Of two identifiers of one person, the one that staff kept. */
export type KeptIdentity = { kept: string; dropped: string; at: string; by: string };

/** Who a dossier is about, as a person tells people apart. */
export type HeldPerson = { name: string; birth: string; ine: string; formation: string; anneeScolaire: string };

/** What a software sent under the identifier of somebody else: `known`, whose dossier it is already; `sent`, who came. */
export type HeldPush = {
  id: string;
  identifier: string;
  software: string;
  at: string;
  dossierId: string;
  known: HeldPerson;
  sent: HeldPerson;
};

export type ToWatch = {
  changes: Change[];
  takenBack: TakenBack[];
  leftBehind: LeftBehindDossier[];
  notBegun: NotBegun[];
  today: Day;
  file: LastFile | null;
  softwares: PushingSoftware[];
  absents: Absent[];
  departs: DeclaredDepart[];
  duplicates: DuplicatePair[];
  jumeaux: JumeauxPair[];
  keptIdentities: KeptIdentity[];
  held: HeldPush[];
  canAct: boolean;
};

/** The lists of the page, by the names that the URL gives them. */
export const TO_WATCH_LISTS = [
  "statuts",
  "exclusions",
  "anciens",
  "a-venir",
  "absents",
  "departs",
  "identifiants",
  "doublons",
  "tranches",
  "jumeaux",
] as const;
export type ToWatchList = (typeof TO_WATCH_LISTS)[number];

/** What the URL asks for: one list page by page (null: the first lines of each), and what lines must contain. */
export type ToWatchView = {
  list: ToWatchList | null;
  page: number;
  searched: string;
  /** The dossier whose departure is being told, empty for none. */
  declaring: string;
};

/** Some lines of a list, of which the search keeps `kept`. */
export type Listed<T> = { items: T[]; kept: number; page: number; pages: number };

/** What the page shows: of each list, the lines that the URL asks for. */
export type ToWatchShown = Pick<ToWatch, "today" | "file" | "softwares" | "canAct"> & {
  view: ToWatchView;
  statuts: Listed<Change>;
  exclusions: Listed<TakenBack>;
  anciens: Listed<LeftBehindDossier>;
  "a-venir": Listed<NotBegun>;
  absents: Listed<Absent>;
  departs: Listed<DeclaredDepart>;
  identifiants: Listed<HeldPush>;
  doublons: Listed<DuplicatePair>;
  tranches: Listed<KeptIdentity>;
  jumeaux: Listed<JumeauxPair>;
};

/** What the forms of departures show once sent: the one that was refused, with what was typed. */
export type DepartState = ActionState & {
  refused: { dossierId: string; reason: string; date: string; cause: string } | null;
};

export type DepartAction = (previous: DepartState, data: FormData) => Promise<DepartState>;
