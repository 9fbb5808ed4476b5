/** SIFA's codes of the situation of the year before (SIT_N_1), as the TBA takes them; 0 is «none». */
export const SITUATIONS: ReadonlySet<number> = new Set([
  0, 1003, 1005, 1009, 1017, 1019, 1021, 1023, 2001, 2003, 2005, 2007, 3001, 3003, 3009, 3011, 3021, 3023, 3031, 3032,
  3033, 3101, 3103, 3109, 3111, 3117, 3119, 3121, 3123, 3131, 3132, 3133, 4001, 4003, 4005, 4007, 4009, 4011, 4013,
  4015, 4017, 4019, 4021, 4023, 4025, 4027, 4101, 4103, 4105, 4107, 4111, 4113, 4115, 4117, 4119, 4121, 4123, 4125,
  4127, 5901, 5903, 5905, 5907, 5909, 9900, 9999,
]);

/** SIFA's kinds of CFA. */
export const TYPES_CFA: Readonly<Record<string, string>> = {
  "01": "CFA public (éducation nationale)",
  "02": "CFA public (enseignement supérieur)",
  "03": "CFA public agricole",
  "04": "CFA de collectivité territoriale",
  "05": "Autre CFA public",
  "06": "CFA consulaire",
  "07": "CFA de branche",
  "08": "CFA d'entreprise",
  "09": "CFA associatif",
  "10": "Autre CFA privé",
};
