import type { SubscriptionKind } from "@/lib/domain/enumerations";

/** Figures, days («AAAA-MM-JJ») and reasons that the sentence needs; nobody's name. */
export type AlerteDetails = Record<string, string | number>;

/** An alert in words. `path` is the page that helps, `link` what the link to it says. */
export type AlerteSentence = {
  tone: "error" | "attention";
  title: string;
  sentence: string;
  remedy: string;
  path: string;
  link: string;
};

/** What a sentence reads in the details of its alert. */
export type SentenceReader = {
  count: (key: string) => number;
  text: (key: string) => string;
  day: (key: string) => string;
};

/** What is told of an alert. `page`: under the établissement's address; `others`: for who may not open it. */
export type Narrative = Omit<AlerteSentence, "title" | "path"> & {
  page: string;
  others?: Pick<Narrative, "page" | "link">;
};

/** An open alert, as pages show it. */
export type OpenAlerte = AlerteSentence & { id: string };

/** A person of the établissement, and what they are mailed for. `email` is null for those who may not change it. */
export type SubscribedPerson = {
  id: string;
  name: string;
  role: string;
  email: string | null;
  kinds: SubscriptionKind[];
};

export type EtablissementSubscriptions = {
  people: SubscribedPerson[];
  /** What one may subscribe to, in the order to offer it. */
  choice: { kind: SubscriptionKind; label: string }[];
  /** False: nothing can be mailed, alerts are on screen only. */
  mailConfigured: boolean;
};
