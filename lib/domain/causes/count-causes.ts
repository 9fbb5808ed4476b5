import type { CountedCause, CountedIssue } from "@/lib/domain/rapport-summary.types";
import type { AnomalieAtIssue, DossierAtIssue } from "./cause";
import { byUsefulness, causeTitle, isScattered, soleBlockingChamp } from "./find-causes";
import { valueAtIssue } from "./value-at-issue";

/** What is to repair in a dossier, each once: a code on a field, with the wrong value where many may share it («» where not). */
export type Issue = Omit<CountedIssue, "dossiers" | "unblocked">;

const issueOf = (anomalie: AnomalieAtIssue): Issue[] => {
  const { code, severity, actor, champs } = anomalie;
  const [champ] = champs;
  return champ === undefined ? [] : [{ code, champ, value: valueAtIssue(anomalie) ?? "", severity, actor }];
};

/** The same for two dossiers that have the same to repair. */
export const issueKey = ({ code, champ, value }: Pick<Issue, "code" | "champ" | "value">): string =>
  JSON.stringify([code, champ, value]);

/** What `countCauses` needs to know of each dossier, one by one: it counts as `findCauses` would group. */
export function issuesOf(dossier: DossierAtIssue): { issues: Issue[]; soleChamp: Issue["champ"] | null } {
  const issues = new Map(dossier.anomalies.flatMap(issueOf).map((issue) => [issueKey(issue), issue]));
  return { issues: [...issues.values()], soleChamp: soleBlockingChamp(dossier) };
}

function causesOf(family: readonly CountedIssue[]): CountedCause[] {
  const cause = ({ code, champ, value, ...rest }: CountedIssue, precision: string | null): CountedCause => {
    const identity = JSON.stringify([code, champ, value]);
    return { identity, code, champ, title: causeTitle(code, champ, precision), ...rest };
  };
  const [first] = family;
  const dossiers = family.reduce((sum, issue) => sum + issue.dossiers, 0);
  if (first !== undefined && isScattered({ values: family.length, dossiers })) {
    const unblocked = family.reduce((sum, issue) => sum + issue.unblocked, 0);
    return [cause({ ...first, value: "*", dossiers, unblocked }, `${family.length} valeurs différentes`)];
  }
  return family.map((issue) => cause(issue, issue.value === "" ? null : issue.value));
}

/** The causes of dossiers that are counted, not read: those of `findCauses`, in the same order, with the same counts. */
export function countCauses(issues: readonly CountedIssue[]): CountedCause[] {
  const families = new Map<string, CountedIssue[]>();
  for (const issue of issues) {
    const key = `${issue.code} ${issue.champ}`;
    const family = families.get(key);
    if (family === undefined) families.set(key, [issue]);
    else family.push(issue);
  }
  return [...families.values()].flatMap(causesOf).sort(byUsefulness((count) => count));
}
