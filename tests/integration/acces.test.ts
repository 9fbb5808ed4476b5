import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { reseaux } from "@/db/schema/reseaux";
import { supervisions } from "@/db/schema/supervisions";
import type { Role } from "@/lib/auth/droits";
import { lireAbonnements } from "@/lib/services/alertes/lire-abonnements";
import { lireAlertes } from "@/lib/services/alertes/lire-alertes";
import { reglerAbonnements } from "@/lib/services/alertes/regler-abonnements";
import type { Contexte } from "@/lib/services/contexte";
import { listerEtablissements } from "@/lib/services/etablissements/lister-etablissements";
import { demanderTransmission } from "@/lib/services/file/demander-transmission";
import { ouvrirFile } from "@/lib/services/file/file-d-attente";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { lireNoteImport } from "@/lib/services/imports/lire-corrections-finies";
import { listerImports } from "@/lib/services/imports/lister-imports";
import { enregistrerCle } from "@/lib/services/parametrage/enregistrer-cle";
import { lienDeLaCle } from "@/lib/services/parametrage/lien-cle";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { reglerNuit } from "@/lib/services/parametrage/regler-nuit";
import { testerCle } from "@/lib/services/parametrage/tester-cle";
import { exporterRapport } from "@/lib/services/rapport/exporter-rapport";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import { declarerDepart } from "@/lib/services/surveiller/declarer-depart";
import { lireASurveiller } from "@/lib/services/surveiller/lire-a-surveiller";
import { lireProgression } from "@/lib/services/transmission/lire-progression";
import { listerTransmissions } from "@/lib/services/transmission/lister-transmissions";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();

type Service = (contexte: Contexte, uai: string) => Promise<unknown>;
const DEPART_SANS_RAISON = { raison: "", date: "", cause: "" };
const SERVICES: [nom: string, requis: Role, service: Service][] = [
  ["le rapport", "lecteur", (c, uai) => lireRapport(c, uai, lireFiltres({}))],
  ["l'export", "lecteur", async (c, uai) => (await exporterRapport(c, uai)).flux.cancel()],
  ["la transmission en cours", "lecteur", lireProgression],
  ["la liste des transmissions", "lecteur", (c, uai) => listerTransmissions(c, uai, 1)],
  ["l'historique des imports", "lecteur", listerImports],
  ["la note du dernier import", "lecteur", lireNoteImport],
  ["à surveiller", "lecteur", lireASurveiller],
  ["déclarer un départ", "gestionnaire", (c, uai) => declarerDepart(c, uai, randomUUID(), DEPART_SANS_RAISON)],
  ["l'état de la clé", "lecteur", lireEtatCle],
  ["la clé bleue", "lecteur", lienDeLaCle],
  [
    "l'import",
    "gestionnaire",
    (c, uai) => importerFichier(c, uai, { nom: "a.csv", octets: new TextEncoder().encode("nom;prénom\n") }),
  ],
  [
    "transmettre maintenant",
    "gestionnaire",
    async (c, uai) => demanderTransmission(c, uai, await ouvrirFile(base.base), { reprise: false }),
  ],
  ["les alertes", "lecteur", lireAlertes],
  ["qui est prévenu", "lecteur", lireAbonnements],
  ["régler qui est prévenu", "administrateur", (c, uai) => reglerAbonnements(c, uai, [])],
  ["enregistrer la clé", "administrateur", (c, uai) => enregistrerCle(c, uai, "cle-d-essai-0000")],
  ["tester la clé", "administrateur", testerCle],
  ["régler la nuit", "administrateur", (c, uai) => reglerNuit(c, uai, false)],
];
const RANG: Role[] = ["lecteur", "gestionnaire", "administrateur"];

const code = (promesse: Promise<unknown>) =>
  promesse.then(
    () => "passe",
    (erreur) => (["NON_CONNECTE", "INTROUVABLE", "INTERDIT"].includes(erreur.code) ? erreur.code : "passe"),
  );

describe("L'accès à un établissement", () => {
  it.each(SERVICES)(
    "%s : introuvable pour l'administrateur d'un autre, refusé aux anonymes",
    async (_nom, _requis, service) => {
      const [le_mien, autre] = [await nouvelEtablissement(base.db), await nouvelEtablissement(base.db)];
      const administrateur = await personne(base.db, le_mien.id, "administrateur");
      expect(await code(service(administrateur, autre.uai))).toBe("INTROUVABLE");
      expect(await code(service(administrateur, "9999999Z"))).toBe("INTROUVABLE");
      expect(await code(service({ ...administrateur, acteur: { genre: "anonyme" } }, le_mien.uai))).toBe(
        "NON_CONNECTE",
      );
    },
  );

  it.each(SERVICES)("%s : demande au moins le rôle %s", async (_nom, requis, service) => {
    const cfa = await nouvelEtablissement(base.db);
    for (const role of RANG) {
      const attendu = RANG.indexOf(role) >= RANG.indexOf(requis) ? "passe" : "INTERDIT";
      expect(await code(service(await personne(base.db, cfa.id, role), cfa.uai)), role).toBe(attendu);
    }
  });

  it("s'ouvre en lecture au superviseur du réseau, et à lui seul", async () => {
    const [reseau] = await base.db.insert(reseaux).values({ nom: "Réseau d'essai" }).returning();
    const cfa = await nouvelEtablissement(base.db, reseau?.id);
    const superviseur = await personne(base.db, null, "lecteur");
    expect(await code(lireRapport(superviseur, cfa.uai, lireFiltres({})))).toBe("INTROUVABLE");
    if (superviseur.acteur.genre !== "personne" || !reseau) throw new Error("Préparation manquée");
    await base.db.insert(supervisions).values({ utilisateurId: superviseur.acteur.id, reseauId: reseau.id });
    expect(await code(lireRapport(superviseur, cfa.uai, lireFiltres({})))).toBe("passe");
    expect(await code(reglerNuit(superviseur, cfa.uai, false))).toBe("INTERDIT");
    expect(await listerEtablissements(superviseur)).toEqual([{ uai: cfa.uai, nom: cfa.nom }]);
  });
});
