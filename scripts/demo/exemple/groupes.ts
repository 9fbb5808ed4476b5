/** A group of the invented CFA, as its software names it. `cfd` and `rncp` are null for what is no apprenticeship. */
export type Groupe = {
  statut: "APP" | "ELV" | "STA";
  intitule: string;
  libelle: string;
  cfd: string | null;
  rncp: string | null;
  annee: number;
  inscription: string;
  entree: string;
  fin: string;
  mois: number;
};

const ANNEE = "01/09/2026-31/07/2027";
const TSVO = { statut: "APP", libelle: "BTSa TSVO", cfd: "32021411", rncp: "RNCP38243", mois: 24 } as const;
const TITRE = {
  statut: "APP",
  annee: 1,
  inscription: "2026-07-06",
  entree: "2026-09-01",
  fin: "2027-07-31",
  mois: 11,
} as const;
const PREMIERE = { inscription: "2026-08-26", entree: "2026-09-01", fin: "2028-07-31" } as const;
const SECONDE = { inscription: "2025-08-27", entree: "2025-09-01", fin: "2027-07-31" } as const;
const SANS_CODE = { cfd: null, rncp: null } as const;

export const GROUPES = {
  TSVO1: { ...TSVO, ...PREMIERE, intitule: `TSVO1 ${ANNEE} (BTSa 2026-2028)`, annee: 1 },
  TSTC2: {
    ...SECONDE,
    statut: "APP",
    intitule: `TSTC2 ${ANNEE} (BTS 2025-2027)`,
    libelle: "BTS TC",
    cfd: "32031217",
    rncp: "RNCP38368",
    annee: 2,
    mois: 24,
  },
  TSVO2: { ...TSVO, ...SECONDE, intitule: `TSVO2 ${ANNEE} (BTSa 2025-2027)`, annee: 2 },
  RQHSE1: {
    ...TITRE,
    intitule: `RQHSE1 fin ${ANNEE} (TH3-X 2026-2027)`,
    libelle: "Responsable QHSE",
    cfd: "26X34305",
    rncp: "RNCP37200",
  },
  CDO1: {
    ...TITRE,
    intitule: `CDO1 fin ${ANNEE} (TH3-X 2026-2027)`,
    libelle: "Chargé de développement",
    cfd: "26X31214",
    rncp: "RNCP36374",
  },
  "2NDEC": {
    ...SANS_CODE,
    statut: "ELV",
    intitule: `2NDEC ${ANNEE} (Seconde pro 2026-2029)`,
    libelle: "Seconde pro conseil-vente",
    annee: 1,
    inscription: "2026-07-01",
    entree: "2026-09-01",
    fin: "2029-07-06",
    mois: 36,
  },
  TCV: {
    ...SANS_CODE,
    statut: "ELV",
    intitule: `TCV ${ANNEE} (Bac pro 2024-2027)`,
    libelle: "Bac pro conseil-vente",
    annee: 3,
    inscription: "2024-07-02",
    entree: "2024-09-02",
    fin: "2027-07-02",
    mois: 36,
  },
  FCTSVO: {
    ...SANS_CODE,
    statut: "STA",
    intitule: `FC TSVO ${ANNEE} (CPF 2026-2027)`,
    libelle: "BTSa TSVO",
    annee: 1,
    inscription: "2026-06-15",
    entree: "2026-09-07",
    fin: "2027-06-30",
    mois: 10,
  },
} as const satisfies Record<string, Groupe>;

export type CleGroupe = keyof typeof GROUPES;
