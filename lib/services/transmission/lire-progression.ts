import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lireFile } from "@/lib/services/file/lire-file";
import { lireDernieres } from "./lire-bilans";
import type { Progression } from "./transmission.types";

/** Where the établissement's transmission is just now. */
export async function lireProgression(contexte: Contexte, uai: string): Promise<Progression> {
  const { id } = await autoriser(contexte, uai, "voir");
  const [derniere] = await lireDernieres(contexte.db, id, 1, 0);
  return { transmission: derniere ?? null, file: await lireFile(contexte.db, id) };
}
