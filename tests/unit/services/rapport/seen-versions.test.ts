import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import type { ReadPage } from "@/lib/services/rapport/lines/read-page";
import { pageSeen, rememberPage, rememberVersion, versionSeen } from "@/lib/services/rapport/lines/seen-versions";
import { parseFilters } from "@/lib/services/rapport/parse-filters";

const DAY = "2026-11-26";
const summary = (version: string, total = 100) => ({ version, total }) as RapportSummary;
const page = (n: number): ReadPage => ({ rows: [], kept: n, page: n, pages: n });
const asked = (n: number) => parseFilters({ page: String(n) });

function seenNow(id: string) {
  const seen = versionSeen(id, DAY);
  if (seen === null) throw new Error("Rien n'a été vu.");
  return seen;
}

describe("Les pages déjà lues d'une version du rapport", () => {
  it("sont celles de cet établissement, de cette version et de ce jour", () => {
    const [id, other] = [randomUUID(), randomUUID()];
    rememberVersion(id, summary("1"), DAY);
    rememberVersion(other, summary("1"), DAY);
    rememberPage(seenNow(id), asked(1), page(1));
    rememberVersion(id, summary("1"), DAY);
    expect(pageSeen(seenNow(id), asked(1))).toEqual(page(1));
    expect(pageSeen(seenNow(id), parseFilters({ etat: "invalide" }))).toBeNull();
    expect(pageSeen(seenNow(other), asked(1))).toBeNull();
    expect(versionSeen(id, "2026-11-27")).toBeNull();
    rememberVersion(id, summary("2"), DAY);
    expect(pageSeen(seenNow(id), asked(1))).toBeNull();
  });

  it("sont oubliées quand un établissement n'a plus de dossier, ou que sa version ne se dit pas", () => {
    const id = randomUUID();
    rememberVersion(id, summary("1"), DAY);
    rememberVersion(id, summary("2", 0), DAY);
    expect(versionSeen(id, DAY)).toBeNull();
  });

  it("sont vingt au plus, la moins demandée partant d'abord", () => {
    const id = randomUUID();
    rememberVersion(id, summary("1"), DAY);
    for (let n = 1; n <= 20; n++) rememberPage(seenNow(id), asked(n), page(n));
    expect(pageSeen(seenNow(id), asked(1))).toEqual(page(1));
    rememberPage(seenNow(id), asked(21), page(21));
    expect(pageSeen(seenNow(id), asked(2))).toBeNull();
    expect(pageSeen(seenNow(id), asked(1))).toEqual(page(1));
  });

  it("sont deux cents en tout, celles de l'établissement le moins demandé partant d'abord", () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const id of ids) {
      rememberVersion(id, summary("1"), DAY);
      for (let n = 1; n <= 20; n++) rememberPage(seenNow(id), asked(n), page(n));
    }
    rememberVersion(randomUUID(), summary("1"), DAY);
    const left = ids.filter((id) => versionSeen(id, DAY) !== null);
    expect(left).toEqual(ids.slice(2));
  });
});
