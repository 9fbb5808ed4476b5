import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";

/** A remembered matching, as the page lists it. `at` is an ISO instant. */
export type MatchingLine = {
  id: string;
  name: string;
  headings: string[];
  given: NonNullable<ReadingChoices["given"]>;
  copied: NonNullable<ReadingChoices["copied"]>;
  at: string;
};

/** Another établissement of the réseau, where the person may import too. */
export type Neighbour = { uai: string; name: string };
