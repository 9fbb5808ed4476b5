import { clesTba } from "@/db/schema/cles-tba";
import { env } from "@/lib/env";
import { ErreurMetier } from "@/lib/errors";
import { chiffrer } from "@/lib/securite/chiffrement";
import { fermerAlertes } from "@/lib/services/alertes/fermer-alertes";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";

/** A key travels in an HTTP header: visible ASCII only. The TBA's are UUIDs; nothing says that they will stay so. */
const FORME_CLE = /^[\x21-\x7e]{8,200}$/;

/** Saves the établissement's TBA key, encrypted. Throws SAISIE_INVALIDE, without repeating what was typed. */
export async function enregistrerCle(contexte: Contexte, uai: string, saisie: string): Promise<void> {
  const { id } = await autoriser(contexte, uai, "administrer");
  const cle = saisie.trim();
  if (cle === "")
    throw new ErreurMetier("SAISIE_INVALIDE", "Collez la clé avant d'enregistrer.", { cle: "Clé absente." });
  if (!FORME_CLE.test(cle)) {
    const message = "Ce n'est pas une clé du TBA : copiez-la entière, sans espace, depuis le Tableau de bord.";
    throw new ErreurMetier("SAISIE_INVALIDE", message, { cle: message });
  }
  const valeurs = {
    chiffre: chiffrer(cle, id, env().CLES_CHIFFREMENT),
    modifieeLe: contexte.maintenant,
    modifieePar: idActeur(contexte.acteur),
    testeeLe: null,
    testResultat: null,
  };
  await contexte.db.transaction(async (tx) => {
    await tx
      .insert(clesTba)
      .values({ etablissementId: id, ...valeurs })
      .onConflictDoUpdate({ target: clesTba.etablissementId, set: valeurs });
    await fermerAlertes(tx, id, ["cle-refusee", "cle-silencieuse"], contexte.maintenant);
    await journaliser({ ...contexte, db: tx }, id, "cle-enregistree");
  });
}
