import { describe, expect, it } from "vitest";
import { describeAnswered, describeUnanswered } from "@/components/forms/unanswered";
import { SESSION_OVER, SESSION_OVER_STATE } from "@/lib/domain/session-over";

describe("Une action sans réponse", () => {
  it("dit que le site ne répond pas, de tout ce qui n'est pas autre chose", () => {
    for (const error of [new TypeError("Failed to fetch"), new Error("An unexpected response"), "rien"]) {
      expect(describeUnanswered(error, {})).toMatchObject({
        status: "error",
        unanswered: "network",
        message: "Le site ne répond pas. Ce que vous avez saisi est encore là\u00a0: réessayez.",
      });
    }
  });

  it("dit que la session est finie, et quoi faire : réessayer, ou enregistrer sous un bouton qui le dit", () => {
    const over = "Votre session est finie\u00a0: reconnectez-vous dans un autre onglet, puis";
    const told = describeUnanswered(new Error(SESSION_OVER), {});
    expect(told).toEqual({ status: "error", unanswered: "session", message: `${over} réessayez.` });
    expect(describeUnanswered(new Error(SESSION_OVER), { saves: true }).message).toBe(`${over} enregistrez.`);
    // An action that finds it by itself says the same, and what else it answers stays as it is.
    expect(describeAnswered(SESSION_OVER_STATE, {}).message).toBe(`${over} réessayez.`);
    expect(describeAnswered({ ...SESSION_OVER_STATE, kept: 1 }, { saves: true })).toEqual({
      ...SESSION_OVER_STATE,
      kept: 1,
      message: `${over} enregistrez.`,
    });
    const done = { status: "success", message: "Enregistré." } as const;
    expect(describeAnswered(done, { saves: true })).toBe(done);
  });

  it("ne promet pas de garder un mot de passe", async () => {
    const { UnrecognizedActionError } = await import("next/dist/client/components/unrecognized-action-error");
    const error = new UnrecognizedActionError("absente");
    expect(describeUnanswered(error, {}).message).toContain("votre saisie est gardée");
    expect(describeUnanswered(error, { secret: true }).message).not.toContain("gardée");
  });
});
