import { plural } from "@/lib/domain/plural";
import type { Narrative, SentenceReader } from "./alertes.types";

/** Jetons are the administrateurs' page; the other one says when each software last sent. */
const PAGES = {
  page: "parametrage/api/logiciels",
  link: "Voir les logiciels",
  others: { page: "etablissement/a-surveiller", link: "Voir « À surveiller »" },
};

/** What is known since the last dossiers that were taken from a software: it still sends some, all set aside; or others came, from elsewhere. */
function sinceThen({ count, text, day }: SentenceReader): string {
  const last = day("day");
  const said =
    text("leftOut") === ""
      ? `Aucun dossier n'est venu de « ${text("name")} » depuis le ${last}`
      : `« ${text("name")} » a encore envoyé des dossiers le ${day("leftOut")}, mais rien n'en est repris depuis le ${last}`;
  return count("newer") === 1
    ? `${said} ; d'autres sont venus depuis, d'un fichier ou d'un autre logiciel.`
    : `${said} : ce qui part au TBA date de ce jour.`;
}

/** One that several établissements share is made by the host alone: a jeton of one's own would not open the others. */
const NEW_JETON = "Un administrateur doit créer un jeton du même nom et le donner à l'éditeur";
const NEW_SHARED_JETON =
  "Ce jeton sert aussi à d'autres établissements : demandez à l'hébergeur de Passerelle TBA d'en donner un autre, du même nom, à l'éditeur";

/** What to do of a software that sends nothing any more, or nothing that can be taken: its jeton ended, or it has stopped by itself. */
export function describeSilentSoftware(reader: SentenceReader): Narrative {
  const { count, text, day } = reader;
  const others = count("others");
  const ended = text("ended") === "" ? "" : ` Son jeton a expiré le ${day("ended")}.`;
  const more = others === 0 ? "" : ` ${plural(others, "autre logiciel se tait", "autres logiciels se taisent")} aussi.`;
  const told = { tone: "error", sentence: `${sinceThen(reader)}${ended}${more}` } as const;
  if (ended !== "") {
    return {
      ...told,
      remedy: `${count("shared") === 1 ? NEW_SHARED_JETON : NEW_JETON}. Si vous ne vous en servez plus, révoquez l'ancien.`,
      ...PAGES,
    };
  }
  if (text("leftOut") !== "") {
    return {
      ...told,
      remedy: "Lisez pourquoi chacun est mis de côté, et dites-le à son éditeur.",
      page: `imports/${text("call")}`,
      link: "Voir son dernier envoi",
    };
  }
  return {
    ...told,
    remedy:
      "Vérifiez l'envoi automatique dans ce logiciel, ou prévenez son éditeur. Si vous ne vous en servez plus, révoquez son jeton.",
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
    remedy: count("shared") === 1 ? `${NEW_SHARED_JETON}.` : `${NEW_JETON} du logiciel, puis révoquer l'ancien.`,
    ...PAGES,
  };
}
