import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Base, lignes } from "@/db/base";
import { ouvrirPostgres } from "@/db/ouvrir";
import { ouvrirFile } from "@/lib/services/file/file-d-attente";
import { sonner } from "@/lib/services/file/sonner";
import { demarrerPostgres, programmesPostgres } from "@/tests/appui/postgresql";
import { afficher } from "./afficher";
import { lancerProgramme, type Programme, scriptNpm } from "./programme";
import { lancerPuits } from "./puits";
import { rejouer } from "./rejouer";
import { ETABLISSEMENTS, remplirLaBase } from "./remplir-la-base";

const SIMULTANEES = 4;
const TOURS = Number(process.env.BENCH_TOURS ?? 3);
/** Dossiers in all; «npm run bench -- nuit 1000000» for the TBA's whole population. */
const NOMBRE = Number(process.argv[3] ?? 100_000);
/** A sink as slow as a real TBA may be, to see what a second worker adds when neither the sink nor the machine is the limit. */
const LENTEUR_MS = 400;

const SECRETS = {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
  CRON_SECRET: "secret-horloge-du-banc",
  CLES_CHIFFREMENT: `1:${Buffer.alloc(32, 7).toString("base64")}`,
};

/** PostgreSQL as a host would set it for such a base: durable, with some memory. */
const REGLAGES = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";

type Nuit = { secondes: number; dossiersParSeconde: number; pointeMo: number };

async function reste(base: Base): Promise<number> {
  const [compte] = await lignes<{ n: number }>(
    base.db,
    sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state < 'completed'`,
  );
  return compte?.n ?? 0;
}

/** One night, by workers that wait for it: from the ring to the end of the last job. */
async function passerUneNuit(base: Base, tba: string, ouvriers: number, simultanees: number): Promise<Nuit> {
  const env = {
    ...SECRETS,
    DATABASE_URL: base.source.moteur === "postgresql" ? base.source.url : "",
    TBA_API_URL: `${tba}/api`,
    TRANSMISSIONS_SIMULTANEES: String(simultanees),
  };
  const equipe: Programme[] = [];
  for (let n = 0; n < ouvriers; n++) equipe.push(await lancerProgramme(scriptNpm("worker"), env, /ouvrier prêt/));
  const boss = await ouvrirFile(base);
  await pause(1500);
  const debut = performance.now();
  await sonner(base.db, boss, null, new Date());
  while ((await reste(base)) > 0) await pause(25);
  const secondes = (performance.now() - debut) / 1000;
  const pointeMo = Math.max(...equipe.map((ouvrier) => ouvrier.pointeMo()));
  await Promise.all(equipe.map((ouvrier) => ouvrier.arreter()));
  await boss.stop({ graceful: false });
  await verifier(base);
  return { secondes, dossiersParSeconde: Math.round(NOMBRE / secondes), pointeMo };
}

/** A night that loses something is no measure. */
async function verifier(base: Base): Promise<void> {
  const [compte] = await lignes<{ acceptes: number }>(
    base.db,
    sql`select sum(acceptes)::int as acceptes from transmissions
      where etat = 'terminee' and nuit_id = (select id from nuits order by debut desc limit 1)`,
  );
  if (compte?.acceptes !== NOMBRE) throw new Error(`${compte?.acceptes} dossiers acceptés sur ${NOMBRE}.`);
}

const mediane = (valeurs: number[]): number => [...valeurs].sort((a, b) => a - b)[valeurs.length >> 1] ?? 0;
const arrondi = (n: number, decimales = 2) => Number(n.toFixed(decimales));

async function mesurer(base: Base): Promise<void> {
  const puits = await lancerPuits();
  try {
    const cles = puits.cles;
    console.log(`Remplissage : ${ETABLISSEMENTS} établissements, ${NOMBRE} dossiers…`);
    await remplirLaBase(base.db, NOMBRE, cles, SECRETS.CLES_CHIFFREMENT);
    const rejeux: number[] = [];
    const nuits: Nuit[] = [];
    for (let tour = 0; tour < TOURS; tour++) {
      rejeux.push(await rejouer(base.db, `${puits.url}/api`, cles, SIMULTANEES));
      nuits.push(await passerUneNuit(base, puits.url, 1, SIMULTANEES));
      console.log(
        `tour ${tour + 1} : rejeu ${arrondi(rejeux[tour] ?? 0)} s, nuit ${arrondi(nuits[tour]?.secondes ?? 0)} s, pointe ${nuits[tour]?.pointeMo} Mo`,
      );
    }
    const deux = await passerUneNuit(base, puits.url, 2, SIMULTANEES);
    await puits.ralentir(LENTEUR_MS);
    const lenteSeule = await passerUneNuit(base, puits.url, 1, SIMULTANEES);
    const lenteADeux = await passerUneNuit(base, puits.url, 2, SIMULTANEES);
    const rapports = nuits.map((nuit, tour) => nuit.secondes / (rejeux[tour] ?? 1));
    afficher(
      [
        {
          mesure: "rejeu brut (undici)",
          secondes: arrondi(mediane(rejeux)),
          "dossiers/s": Math.round(NOMBRE / mediane(rejeux)),
          "pointe (Mo)": "",
        },
        ...nuits.map((n, i) => ({
          mesure: `nuit, un ouvrier, tour ${i + 1}`,
          secondes: arrondi(n.secondes),
          "dossiers/s": n.dossiersParSeconde,
          "pointe (Mo)": n.pointeMo,
        })),
        {
          mesure: "nuit, deux ouvriers",
          secondes: arrondi(deux.secondes),
          "dossiers/s": deux.dossiersParSeconde,
          "pointe (Mo)": deux.pointeMo,
        },
        {
          mesure: `TBA lent (${LENTEUR_MS} ms), un ouvrier`,
          secondes: arrondi(lenteSeule.secondes),
          "dossiers/s": lenteSeule.dossiersParSeconde,
          "pointe (Mo)": lenteSeule.pointeMo,
        },
        {
          mesure: `TBA lent (${LENTEUR_MS} ms), deux ouvriers`,
          secondes: arrondi(lenteADeux.secondes),
          "dossiers/s": lenteADeux.dossiersParSeconde,
          "pointe (Mo)": lenteADeux.pointeMo,
        },
      ],
      {
        bench: "nuit",
        etablissements: ETABLISSEMENTS,
        dossiers: NOMBRE,
        rejeu_s: arrondi(mediane(rejeux)),
        nuit_s: arrondi(mediane(nuits.map((n) => n.secondes))),
        rapport: arrondi(mediane(rapports)),
        rapport_min: arrondi(Math.min(...rapports)),
        rapport_max: arrondi(Math.max(...rapports)),
        pointe_mo: Math.max(...nuits.map((n) => n.pointeMo)),
        deux_ouvriers_gain: arrondi(mediane(nuits.map((n) => n.secondes)) / deux.secondes - 1),
        deux_ouvriers_gain_tba_lent: arrondi(lenteSeule.secondes / lenteADeux.secondes - 1),
      },
    );
  } finally {
    await puits.arreter();
  }
}

/** A night of 300 établissements on PostgreSQL, against the same bodies sent raw to the same sink. */
export async function bench(): Promise<void> {
  const programmes = programmesPostgres();
  if (programmes === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const serveur = await demarrerPostgres(programmes, REGLAGES);
  try {
    const base = await ouvrirPostgres(serveur.url);
    try {
      await mesurer(base);
    } finally {
      await base.fermer();
    }
  } finally {
    serveur.arreter();
  }
}
