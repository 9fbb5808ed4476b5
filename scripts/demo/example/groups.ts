/** A group of the invented CFA, as its software names it. `cfd` and `rncp` are null for what is no apprenticeship. */
export type Group = {
  statut: "APP" | "ELV" | "STA";
  title: string;
  label: string;
  cfd: string | null;
  rncp: string | null;
  year: number;
  inscription: string;
  entry: string;
  fin: string;
  month: number;
};

const YEAR = "01/09/2026-31/07/2027";
const TSVO = { statut: "APP", label: "BTSa TSVO", cfd: "32021411", rncp: "RNCP38243", month: 24 } as const;
const TITLE = {
  statut: "APP",
  year: 1,
  inscription: "2026-07-06",
  entry: "2026-09-01",
  fin: "2027-07-31",
  month: 11,
} as const;
const FIRST = { inscription: "2026-08-26", entry: "2026-09-01", fin: "2028-07-31" } as const;
const SECOND = { inscription: "2025-08-27", entry: "2025-09-01", fin: "2027-07-31" } as const;
const WITHOUT_CODE = { cfd: null, rncp: null } as const;

export const GROUPS = {
  TSVO1: { ...TSVO, ...FIRST, title: `TSVO1 ${YEAR} (BTSa 2026-2028)`, year: 1 },
  TSTC2: {
    ...SECOND,
    statut: "APP",
    title: `TSTC2 ${YEAR} (BTS 2025-2027)`,
    label: "BTS TC",
    cfd: "32031217",
    rncp: "RNCP38368",
    year: 2,
    month: 24,
  },
  TSVO2: { ...TSVO, ...SECOND, title: `TSVO2 ${YEAR} (BTSa 2025-2027)`, year: 2 },
  RQHSE1: {
    ...TITLE,
    title: `RQHSE1 fin ${YEAR} (TH3-X 2026-2027)`,
    label: "Responsable QHSE",
    cfd: "26X34305",
    rncp: "RNCP37200",
  },
  CDO1: {
    ...TITLE,
    title: `CDO1 fin ${YEAR} (TH3-X 2026-2027)`,
    label: "Chargé de développement",
    cfd: "26X31214",
    rncp: "RNCP36374",
  },
  "2NDEC": {
    ...WITHOUT_CODE,
    statut: "ELV",
    title: `2NDEC ${YEAR} (Seconde pro 2026-2029)`,
    label: "Seconde pro conseil-vente",
    year: 1,
    inscription: "2026-07-01",
    entry: "2026-09-01",
    fin: "2029-07-06",
    month: 36,
  },
  TCV: {
    ...WITHOUT_CODE,
    statut: "ELV",
    title: `TCV ${YEAR} (Bac pro 2024-2027)`,
    label: "Bac pro conseil-vente",
    year: 3,
    inscription: "2024-07-02",
    entry: "2024-09-02",
    fin: "2027-07-02",
    month: 36,
  },
  FCTSVO: {
    ...WITHOUT_CODE,
    statut: "STA",
    title: `FC TSVO ${YEAR} (CPF 2026-2027)`,
    label: "BTSa TSVO",
    year: 1,
    inscription: "2026-06-15",
    entry: "2026-09-07",
    fin: "2027-06-30",
    month: 10,
  },
} as const satisfies Record<string, Group>;

export type GroupKey = keyof typeof GROUPS;
