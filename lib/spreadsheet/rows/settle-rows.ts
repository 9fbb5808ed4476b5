import { identifierOf } from "@/lib/domain/identity-fields";
import { joinWords } from "@/lib/domain/join-words";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";
import type { AssembledRow } from "./assemble-row";
import { dossierKey, groupsOf, type NamedRow } from "./dossier-groups";
import { foldContracts, saysBesides } from "./fold-contracts";
import { foldCopies } from "./fold-copies";
import { foldDoubts } from "./fold-doubts";
import { isSamePerson } from "./same-person";
import { forget, leave, type SettledRows } from "./settled-rows";
import { CUT, CUT_END, hasBirthDay, hasMisplaced, SHIFTED } from "./shifted-row";
import type { Place, TableRows } from "./table-rows";
import { whyAside } from "./why-aside";

const isNobodys = (named: AssembledRow) => whyAside(named) !== null || !hasBirthDay(named.source);

/** Leaves the rows that are nobody's. Answers the others that may be one dossier together, by two or more. */
function gather(rows: TableRows, settled: SettledRows): Iterable<Place[]> {
  const firstOf = new Map<string, Place>();
  const groups = new Map<string, Place[]>();
  let cut: Place | null = null;
  for (const place of rows.places()) {
    if (rows.isShifted(place) && hasMisplaced(rows.whole(place).source)) {
      leave(rows, settled, place, { reason: SHIFTED });
      continue;
    }
    // What follows it is nobody's row: it can only be its end.
    if (rows.isCut(place) && isNobodys(rows.named({ ...place, row: place.row + 1 }))) {
      leave(rows, settled, place, { reason: CUT, source: rows.whole(place).source });
      cut = place;
      continue;
    }
    // The rest of it is put together once, when it is asked for.
    const named = rows.named(place);
    const isEnd: boolean = cut?.at === place.at && cut.row === place.row - 1;
    if (isEnd && whyAside(named) === null && isNobodys(named)) {
      leave(rows, settled, place, { reason: CUT_END });
      continue;
    }
    if (whyAside(named) !== null) {
      const whole = rows.whole(place);
      leave(rows, settled, place, { reason: whyAside(whole) ?? "", source: whole.source });
      continue;
    }
    const key = dossierKey(named.source);
    const first = firstOf.get(key);
    const group = groups.get(key);
    if (first === undefined) firstOf.set(key, place);
    else if (group === undefined) groups.set(key, [first, place]);
    else group.push(place);
  }
  return groups.values();
}

/** Several people under one identifier: nobody can tell whose dossier it is. */
function leaveStrangers(rows: TableRows, settled: SettledRows, group: readonly NamedRow<Place>[]): void {
  const numbers = joinWords(group.map(({ place }) => String(rows.called(place).row)));
  for (const { place, row } of group) {
    const reason = `l'identifiant « ${identifierOf(row.source)} » est porté par plusieurs personnes (lignes ${numbers}) : donnez à chacune le sien, ou écrivez son nom de la même façon si c'est la même.`;
    leave(rows, settled, place, { reason, source: row.source });
  }
}

/**
 * Of the rows of one person, those of an apprentice, where one says so and another that they are somebody else: a contrat de professionnalisation is no second
 * contract of theirs. The others are left.
 */
function leaveOtherStatuts(rows: TableRows, settled: SettledRows, group: readonly NamedRow<Place>[]) {
  const statutOf = ({ row: { source } }: NamedRow<Place>) =>
    source.statut === undefined ? null : readStatutLogiciel(source.statut);
  const apprenti = group.find((each) => statutOf(each) === "apprenti");
  if (apprenti === undefined) return group;
  return group.filter((each) => {
    const isOther = statutOf(each) === "other";
    if (isOther) {
      const reason = `elle n'est pas d'un apprenti (« ${String(each.row.source.statut)} ») ; la ligne ${rows.called(apprenti.place).row}, de la même personne, l'est et est gardée.`;
      leave(rows, settled, each.place, { reason, source: each.row.source });
    }
    return !isOther;
  });
}

/** Joins the rows of one person, each of which is one more contract, or one more copy of our report; rows that cannot be are left for who imports to see. */
function join(rows: TableRows, settled: SettledRows, all: readonly NamedRow<Place>[]): void {
  const isStrange = !all.every(({ row }) => all[0] !== undefined && isSamePerson(all[0].row.source, row.source));
  const isReport = all.some(({ place }) => rows.isOfReport(place));
  // In our own report, a status that differs is a correction.
  const group = isStrange || isReport ? all : leaveOtherStatuts(rows, settled, all);
  const [first, ...others] = group;
  if (first === undefined) return;
  if (!isReport && isStrange) {
    leaveStrangers(rows, settled, group);
    return;
  }
  const assembled = group.map(({ row }) => row);
  const fold = isReport ? foldCopies(assembled) : foldContracts(assembled.map(({ source }) => source));
  if (fold === null) {
    for (const { place, row } of others) {
      const fields = saysBesides(first.row.source, row.source);
      if (fields.length > 0) settled.unlike.push({ row: rows.called(place).row, fields });
    }
    return;
  }
  const doubts = foldDoubts(fold, assembled);
  const { at, row } = first.place;
  settled.folds.set(at, (settled.folds.get(at) ?? new Map()).set(row, { source: fold.source, doubts }));
  for (const { place } of others) {
    forget(settled, place);
    const joined = fold.completes === true ? settled.completing : settled.folded;
    (isReport ? settled.copies : joined).push(rows.called(place).row);
  }
  const called = rows.called(first.place).row;
  if (fold.left > 0) settled.crowded.push(called);
  if (fold.differ.length > 0) settled.disagreeing.push({ row: called, fields: fold.differ });
}

/** Settles which rows make no dossier of their own, in the order of the file. */
export function settleRows(rows: TableRows): SettledRows {
  const settled: SettledRows = {
    ...{ setAside: [], gone: new Map(), folds: new Map() },
    ...{ folded: [], completing: [], copies: [], crowded: [], disagreeing: [], unlike: [] },
  };
  for (const places of gather(rows, settled)) {
    const named = places.map((place) => ({ place, row: rows.whole(place) }));
    for (const group of groupsOf(named)) join(rows, settled, group);
  }
  settled.setAside.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : 0));
  return settled;
}
