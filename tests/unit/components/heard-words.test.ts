import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { auditParams } from "@/components/audit/audit-params";
import { describeOrder } from "@/components/data-table/describe-order";
import { CauseRow } from "@/components/deblocage/cause-row";
import { effectSentence } from "@/components/deblocage/correction-effect";
import { StatutDayForm } from "@/components/dossiers/statut-day-form";
import { importSentence } from "@/components/imports/preview/import-sentence";
import { KeyTable } from "@/components/keyboard/key-table";
import { ForgottenPage } from "@/components/sign-in/forgotten-page";
import { MembersPage } from "@/components/users/members-page";
import { IDLE } from "@/lib/domain/action-state.types";
import { MISREAD_DAY, unreadDay } from "@/lib/domain/search-params";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";

const idle = async () => IDLE;
/** What is heard of a page: its words, without what draws them. */
const heard = (html: string) => html.replaceAll(/<[^>]*>/g, "").replaceAll("&#x27;", "'");

describe("Ce qui s'entend d'une liste", () => {
  it("dit dans quel ordre elle est, et rien quand aucune colonne ne la range", () => {
    const columns = [{ key: "apprenant", title: "Apprenant", search: { kind: "texte" as const } }];
    expect(describeOrder(columns, { key: "apprenant", direction: "desc" })).toBe(
      "Trié par Apprenant, ordre décroissant.",
    );
    expect(describeOrder(columns, { key: "autre", direction: "asc" })).toBe("");
  });

  it("deux touches ne font pas un mot, ni un nombre et la phrase qui le suit", () => {
    expect(heard(renderToStaticMarkup(createElement(KeyTable)))).toContain("k, j");
    const cause = {
      ...{ key: "cause", severity: "bloquante" as const, title: "SIRET invalide", actor: "direction" as const },
      ...{ dossiers: 31, unblocked: 28 },
    };
    const row = renderToStaticMarkup(createElement(CauseRow, { cause, link: "/", canCorrect: true }));
    expect(heard(row)).toContain("en débloque 28. Qui peut agir : la direction");
  });

  it("chaque bouton d'un membre dit de qui il s'agit, et le réseau d'un superviseur n'est pas dit deux fois", () => {
    const member = { id: "1", name: "Ada Lectrice", email: "ada@example.org", role: "lecteur" as const };
    const page = {
      members: [{ ...member, lastSignInAt: null, secondFactor: false, disabled: false }],
      superviseurs: [{ name: "Paul", email: "paul@example.org", reseau: "Réseau des Rives" }],
      ...{ invitations: [], secondFactorRequired: false },
    };
    const actions = { ...{ change: idle, remove: idle, withdraw: idle, switchSecondFactor: idle } };
    const invite = async () => ({ ...IDLE, invitation: null, link: null, typed: null });
    const html = renderToStaticMarkup(
      createElement(MembersPage, {
        ...{ page, name: "CFA", me: "2", byEmail: false },
        actions: { ...actions, invite, resend: invite },
      }),
    );
    expect(html).toContain('aria-label="Changer le rôle de Ada Lectrice"');
    expect(heard(html)).toContain("Paul (paul@example.org), pour « Réseau des Rives »");
  });
});

describe("Ce qui s'entend d'un travail", () => {
  it("l'effet d'une correction tient en deux phrases, sans la liste des dossiers", () => {
    const preview = {
      ...{ corrected: 31, validBefore: 17, validAfter: 45, changes: [], changeCount: 31, stillInvalid: 3, moved: 0 },
      appeared: [],
    };
    expect(effectSentence(preview)).toBe(
      "17 dossiers valides, 45 après cette correction. 31 dossiers corrigés, 3 restent invalides pour une autre raison.",
    );
  });

  it("un import dit où il en est : refusé avec sa raison, l'aperçu avec ce qu'il contient, l'effet une fois appliqué", () => {
    type Detail = Parameters<typeof importSentence>[0];
    const told = (summary: object, table: object | null = null) =>
      importSentence({ summary, sameAs: null, table } as Detail);
    expect(told({ state: "refused", refusal: "Ce fichier est un document PDF." })).toBe(
      "Ce fichier n'est pas importé. Ce fichier est un document PDF.",
    );
    const counts = { "a-confirmer": 0, nouveaux: 2, modifies: 1, inchanges: 0, absents: 0, ecartes: 3 };
    const shown = "L'aperçu est prêt : 2 nouveaux, 1 modifié, 3 écartés.";
    expect(told({ state: "preview", refusal: null }, { counts })).toBe(shown);
    const refusal = "L'import n'a pas pu être appliqué.";
    expect(told({ state: "preview", refusal }, { counts })).toBe(`${refusal} ${shown}`);
    expect(told({ state: "applied", created: 1, modified: 0 })).toBe(
      "L'import est appliqué : 1 nouveau dossier, 0 dossier modifié.",
    );
  });
});

describe("Un mot de passe oublié, sans serveur d'e-mails", () => {
  it("n'envoie pas chez un administrateur, dont l'invitation ne donne pas de mot de passe à un compte qui existe", () => {
    const page = renderToStaticMarkup(createElement(ForgottenPage, { askLink: idle, byEmail: false }));
    expect(heard(page)).toContain("demandez un lien à l'hébergeur de Passerelle TBA");
  });
});

describe("Les jours du journal", () => {
  it("se relisent jj/mm/aaaa, comme on les a tapés ; celui qui n'existe pas reste, pour être dit", () => {
    const filters = parseAuditFilters({ du: "2026-11-02", au: "99/99/2026" });
    expect(filters).toMatchObject({ from: "2026-11-02", to: null, unread: { from: "", to: "99/99/2026" } });
    expect(auditParams(filters)).toEqual({ du: "02/11/2026", au: "99/99/2026" });
  });
});

describe("Le jour des statuts", () => {
  it("qui n'existe pas reste dans son champ et se dit, au lieu de montrer aujourd'hui sans un mot", () => {
    const draw = (typed: string) =>
      renderToStaticMarkup(createElement(StatutDayForm, { path: "/", day: "2026-11-27", unread: unreadDay(typed) }));
    expect(heard(draw("31/02/2026"))).toContain(MISREAD_DAY);
    expect(draw("31/02/2026")).toContain('value="31/02/2026"');
    for (const typed of ["28/02/2026", "2026-02-28", ""]) expect(heard(draw(typed)), typed).not.toContain(MISREAD_DAY);
  });
});
