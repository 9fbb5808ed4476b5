import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DossierTable } from "@/components/transmissions/dossier-table";
import { TransmissionTable } from "@/components/transmissions/transmission-table";
import { DeliveriesTable } from "@/components/webhooks/deliveries-table";
import { IDLE } from "@/lib/domain/action-state.types";

/** The words of a piece of page, its tags gone. */
const words = (page: string) => page.replaceAll(/<\/(?:p|td|th)>/g, "\n").replaceAll(/<[^>]+>/g, "");

it("Ce qui s'est passé et le lien vers le TBA ne se touchent pas", () => {
  const at = "2026-11-27T01:00:00.000Z";
  const counts = { eligibles: 17, accepted: 7, refused: 0, notSent: 10, invalides: 40 };
  const row = {
    ...{
      id: "a",
      status: "failed" as const,
      trigger: "clock" as const,
      by: null,
      startedAt: at,
      endedAt: at,
      ...counts,
    },
    ...{ waitingFor: null, resumedFrom: null, error: "Le TBA ne répond pas.", tbaPage: "https://tba.example/jour" },
  };
  const shown = words(renderToStaticMarkup(createElement(TransmissionTable, { uai: "0359471E", rows: [row] })));
  expect(shown).toContain("Le TBA ne répond pas. Au TBA");
  const asked = { ...row, trigger: "manual" as const };
  const table = createElement(TransmissionTable, { uai: "0359471E", rows: [asked] });
  expect(words(renderToStaticMarkup(table)), "comme partout ailleurs").toContain("Une personne partie depuis");
});

it("Deux raisons d'un refus se lisent sur deux lignes, la même une seule fois", () => {
  const messages = ["Nom : trop court", "Prénom : trop court", "Nom : trop court"];
  const row = { id: "a", apprenant: "AUBRY Léo", formation: "TSVO2", outcome: "refused" as const, messages };
  const shown = words(renderToStaticMarkup(createElement(DossierTable, { uai: "0359471E", rows: [row] })));
  expect(shown).toContain("\nNom : trop court\nPrénom : trop court\n");
});

it("Sur un téléphone, une notification est une carte, comme les lignes des autres listes", () => {
  const at = "2026-11-27T01:00:00.000Z";
  const told = {
    ...{
      id: "a",
      eventId: "msg_1",
      attemptedAt: at,
      type: "cle.refusee" as const,
      createdAt: at,
      state: "done" as const,
    },
    attempts: 1,
  };
  const deliveries = [{ ...told, httpStatus: 204, failure: null, nextAttemptAt: null }];
  const resend = { send: () => undefined, state: IDLE, inProgress: false };
  const shown = renderToStaticMarkup(
    createElement(DeliveriesTable, { url: "https://logiciel.exemple.fr", active: true, deliveries, resend }),
  );
  expect(/<table[^>]*>/.exec(shown)?.[0]).toContain("cartes");
  expect(words(shown)).toContain("1 essai. Le logiciel a répondu 204.");
});
