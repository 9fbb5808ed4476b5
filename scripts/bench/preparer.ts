import parsePhoneNumber from "libphonenumber-js/max";
import { verdictTelephone } from "@/lib/dossier/contrat/telephone";
import { preparer } from "@/lib/dossier/preparer";
import { afficher } from "./afficher";
import { contratZod } from "./contrat-zod";
import { dossiersVaries } from "./dossiers-varies";

const NOMBRE = 20_000;
const TOURS = 7;

/** The best rate of several rounds, in dossiers a second: what the code can do when the machine lets it. */
function mesurer(tour: () => void): number {
  const debits: number[] = [];
  for (let i = 0; i < TOURS; i++) {
    const debut = process.hrtime.bigint();
    tour();
    debits.push(NOMBRE / (Number(process.hrtime.bigint() - debut) / 1e9));
  }
  return Math.round(Math.max(...debits));
}

/** The whole `preparer` against a bare zod `safeParse` of the contract, on the same dossiers, one core. */
export async function bench(): Promise<void> {
  const dossiers = dossiersVaries(NOMBRE);
  let bloques = 0;
  const contrat = (juge: (numero: string) => boolean) => {
    const schema = contratZod(juge);
    return mesurer(() => {
      for (const dossier of dossiers) schema.safeParse(dossier);
    });
  };
  const zod = contrat((numero) => parsePhoneNumber(numero, "FR")?.isValid() === true);
  const zodMemoire = contrat((numero) => verdictTelephone(numero) === "accepte");
  const entier = mesurer(() => {
    bloques = 0;
    for (const dossier of dossiers) if (preparer(dossier).bloque) bloques += 1;
  });
  afficher(
    [
      { mesure: "zod, contrat seul", "dossiers par seconde": zod },
      { mesure: "zod, contrat seul, avec notre mémoire des téléphones", "dossiers par seconde": zodMemoire },
      { mesure: "preparer, tout compris", "dossiers par seconde": entier },
    ],
    {
      bench: "preparer",
      dossiers: NOMBRE,
      bloques,
      zod_par_s: zod,
      zod_telephone_memorise_par_s: zodMemoire,
      preparer_par_s: entier,
      rapport_a_zod: Number((entier / zod).toFixed(2)),
    },
  );
}
