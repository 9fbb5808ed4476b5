import type { GroupKey } from "./groups";
import type { Fault, Person } from "./people";

type Line = readonly [name: string, firstName: string, sexe: "F" | "M", birth: string, group: GroupKey, fault?: Fault];

/** Nobody either: the apprentices of the second invented CFA. */
const LINES: readonly Line[] = [
  ["Allanic", "Perrine", "F", "2006-03-14", "TSTC2"],
  ["Auffret", "Gildas", "M", "2005-11-02", "TSVO2", "A"],
  ["Belz", "Sterenn", "F", "2007-05-21", "TSVO1"],
  ["Bodénan", "Yann", "M", "2006-07-30", "TSTC2", "B"],
  ["Cadiou", "Morgane", "F", "2004-09-12", "TSTC2"],
  ["Corlay", "Titus", "M", "2007-02-18", "TSVO1", "sans-cfd"],
  ["Dréan", "Soazig", "F", "2005-06-09", "TSVO2"],
  ["Ermel", "Donatien", "M", "2006-12-27", "TSVO2", "A"],
  ["Floury", "Albane", "F", "2008-01-16", "TSVO1"],
  ["Garandel", "Hoël", "M", "2005-04-04", "TSTC2", "B"],
  ["Hellégouarch", "Katell", "F", "2006-08-23", "TSVO2"],
  ["Ihuel", "Martin", "M", "2007-10-11", "TSVO1"],
  ["Jaffré", "Rozenn", "F", "2004-01-28", "TSTC2", "A"],
  ["Kerjean", "Elouan", "M", "2006-05-05", "TSVO2"],
  ["Lostanlen", "Enora", "F", "2007-03-19", "TSVO1"],
  ["Maheo", "Tugdual", "M", "2005-09-26", "TSTC2", "B"],
  ["Nicol", "Apolline", "F", "2006-02-07", "TSVO2"],
  ["Ollivro", "Brieuc", "M", "2004-11-15", "TSTC2"],
  ["Pédrono", "Nine", "F", "2007-07-01", "TSVO1"],
  ["Quintin", "Melchior", "M", "2006-10-20", "TSVO2", "sans-cfd"],
  ["Raoul", "Azilis", "F", "2005-12-08", "TSTC2"],
  ["Sévin", "Aubin", "M", "2008-04-13", "TSVO1", "B"],
];

export const SECOND_PEOPLE: readonly Person[] = LINES.map(([name, firstName, sexe, birth, group, fault]) => ({
  ...{ name, firstName, sexe, birth, group },
  faults: fault === undefined ? [] : [fault],
}));
