import parsePhoneNumber from "libphonenumber-js/max";
import { telephoneVerdict } from "@/lib/domain/contrat/telephone";
import { prepare } from "@/lib/domain/prepare";
import { contratZod } from "./helpers/contrat-zod";
import { printTable } from "./helpers/print-table";
import { variedDossiers } from "./helpers/varied-dossiers";

const COUNT = 20_000;
const ROUNDS = 7;

/** The best rate of several rounds, in dossiers a second: what the code can do when the machine lets it. */
function measure(turn: () => void): number {
  const rateLimits: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const startedAt = process.hrtime.bigint();
    turn();
    rateLimits.push(COUNT / (Number(process.hrtime.bigint() - startedAt) / 1e9));
  }
  return Math.round(Math.max(...rateLimits));
}

/** The whole `prepare` against a bare zod `safeParse` of the contract, on the same dossiers, one core. */
export async function bench(): Promise<void> {
  const dossiers = variedDossiers(COUNT);
  let blocked = 0;
  const contrat = (judge: (numero: string) => boolean) => {
    const schema = contratZod(judge);
    return measure(() => {
      for (const dossier of dossiers) schema.safeParse(dossier);
    });
  };
  const zod = contrat((numero) => parsePhoneNumber(numero, "FR")?.isValid() === true);
  const zodMemoised = contrat((numero) => telephoneVerdict(numero) === "accepted");
  const integer = measure(() => {
    blocked = 0;
    for (const dossier of dossiers) if (prepare(dossier).blocked) blocked += 1;
  });
  printTable(
    [
      { measure: "zod, contrat seul", "dossiers par seconde": zod },
      { measure: "zod, contrat seul, avec notre mémoire des téléphones", "dossiers par seconde": zodMemoised },
      { measure: "preparer, tout compris", "dossiers par seconde": integer },
    ],
    {
      bench: "preparer",
      dossiers: COUNT,
      blocked,
      zod_par_s: zod,
      zod_telephone_memorise_par_s: zodMemoised,
      prepare_per_s: integer,
      ratio_to_zod: Number((integer / zod).toFixed(2)),
    },
  );
}
