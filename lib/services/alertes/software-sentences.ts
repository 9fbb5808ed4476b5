import { plural } from "@/lib/domain/plural";
import type { Narrative, SentenceReader } from "./alertes.types";

/** Jetons are the administrateurs' page; the other one says when each software last sent. */
const PAGES = {
  page: "parametrage/api/logiciels",
  link: "Voir les logiciels",
  others: { page: "etablissement/a-surveiller", link: "Voir « À surveiller »" },
};

/** What to do of a software that sends nothing any more: its jeton ended, or it has stopped by itself. */
export function describeSilentSoftware({ count, text, day }: SentenceReader): Narrative {
  const others = count("others");
  const ended = text("ended") === "" ? "" : ` Son jeton a expiré le ${day("ended")}.`;
  const more = others === 0 ? "" : ` ${plural(others, "autre logiciel se tait", "autres logiciels se taisent")} aussi.`;
  return {
    tone: "error",
    sentence: `Aucun dossier n'est venu de « ${text("name")} » depuis le ${day("day")} : ce qui part au TBA date de ce jour.${ended}${more}`,
    remedy:
      ended === ""
        ? "Vérifiez l'envoi automatique dans ce logiciel, ou prévenez son éditeur. Si vous ne vous en servez plus, révoquez son jeton."
        : "Un administrateur doit créer un jeton du même nom et le donner à l'éditeur. Si vous ne vous en servez plus, révoquez l'ancien.",
    ...PAGES,
  };
}

/** A jeton ends soon, or has ended and was not replaced yet. */
export function describeEndingJeton({ count, text, day }: SentenceReader): Narrative {
  const others = count("others");
  const more =
    others === 0 ? "" : ` ${plural(others, "autre logiciel est", "autres logiciels sont")} dans le même cas.`;
  return {
    tone: "attention",
    sentence:
      count("over") === 1
        ? `Le jeton de « ${text("name")} » a expiré le ${day("day")} : plus aucun dossier n'en viendra.${more}`
        : `Le jeton de « ${text("name")} » expire le ${day("day")} : ensuite, plus aucun dossier n'en viendra.${more}`,
    remedy:
      "Un administrateur doit créer un jeton du même nom et le donner à l'éditeur du logiciel, puis révoquer l'ancien.",
    ...PAGES,
  };
}
