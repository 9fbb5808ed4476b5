import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import type { Anomalie } from "@/lib/dossier/anomalie";
import type { Etat } from "@/lib/dossier/etat";
import { ErreurMetier } from "@/lib/errors";
import { lireCorrigibles, parmi, preparerCorriges } from "@/lib/services/corrections/dossiers-corriges";
import { type Changement, nouvellesCorrections } from "@/lib/services/corrections/nouvelles-corrections";
import type { ColonnesPreparees } from "@/lib/services/dossiers/ligne-preparee";
import { ETAT } from "@/lib/services/rapport/colonnes-sql";
import type { Apercu, ChangementEtat } from "./deblocage.types";

const CHANGEMENTS_MAX = 100;
const PHRASES_MAX = 5;

function lireAvant(db: Db, etablissementId: string, ids: readonly string[]) {
  return db
    .select({
      id: dossiers.id,
      numero: dossiers.numero,
      formation: dossiers.formation,
      etat: ETAT,
      apprenti: dossiers.apprenti,
      bloque: dossiers.bloque,
      anomalies: dossiers.anomalies,
      transmise: envois.empreinteTransmise,
      refusee: envois.empreinteRefusee,
    })
    .from(dossiers)
    .leftJoin(envois, eq(envois.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), parmi(ids)));
}

type Avant = Awaited<ReturnType<typeof lireAvant>>[number];

/** As `ETAT` (colonnes-sql.ts) would say it once the dossier is written. */
function etatApres({ bloque, empreinte }: ColonnesPreparees, { transmise, refusee }: Avant): Etat {
  if (bloque) return "invalide";
  if (refusee === empreinte) return "refuse";
  return transmise === empreinte ? "transmis" : "a-transmettre";
}

const valide = ({ apprenti, bloque }: { apprenti: boolean; bloque: boolean }) => (apprenti && !bloque ? 1 : 0);
const cleDe = ({ code, champs }: Anomalie) => `${code} ${champs.join(" ")}`;

/**
 * What changes would do, by the very pipeline that would apply them; nothing is written. Throws SAISIE_INVALIDE when nothing would change.
 */
export async function apercevoir(db: Db, etablissementId: string, changements: readonly Changement[]): Promise<Apercu> {
  const ids = [...new Set(changements.map(({ dossierId }) => dossierId))];
  const { corriges } = nouvellesCorrections(await lireCorrigibles(db, etablissementId, ids), changements);
  if (corriges.length === 0) {
    throw new ErreurMetier("SAISIE_INVALIDE", "Cette valeur ne change rien : c'est celle qui est déjà là.");
  }
  const prepares = await preparerCorriges(db, corriges);
  const avants = new Map((await lireAvant(db, etablissementId, ids)).map((avant) => [avant.id, avant]));
  const bilan = { gagnes: 0, restentInvalides: 0 };
  const touches: ChangementEtat[] = [];
  const apparues = new Map<string, number>();
  for (const { dossier, colonnes } of prepares) {
    const avant = avants.get(dossier.id);
    if (avant === undefined) continue;
    bilan.gagnes += valide(colonnes) - valide(avant);
    bilan.restentInvalides += colonnes.bloque ? 1 : 0;
    const deja = new Set(avant.anomalies.map(cleDe));
    for (const anomalie of colonnes.anomalies) {
      if (!deja.has(cleDe(anomalie))) apparues.set(anomalie.phrase, (apparues.get(anomalie.phrase) ?? 0) + 1);
    }
    const apres = etatApres(colonnes, avant);
    if (apres === avant.etat) continue;
    const { apprenant, formation } = colonnes;
    touches.push({ id: dossier.id, numero: avant.numero ?? 0, apprenant, formation, avant: avant.etat, apres });
  }
  const tous = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true));
  const validesAvant = await db.$count(dossiers, and(tous, eq(dossiers.bloque, false)));
  return {
    corriges: prepares.length,
    validesAvant,
    validesApres: validesAvant + bilan.gagnes,
    changements: touches.sort((a, b) => a.numero - b.numero).slice(0, CHANGEMENTS_MAX),
    nombreChangements: touches.length,
    restentInvalides: bilan.restentInvalides,
    apparues: [...apparues]
      .map(([phrase, n]) => ({ phrase, dossiers: n }))
      .sort((a, b) => b.dossiers - a.dossiers)
      .slice(0, PHRASES_MAX),
  };
}
