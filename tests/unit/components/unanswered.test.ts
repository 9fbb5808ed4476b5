import { describe, expect, it } from "vitest";
import { describeUnanswered } from "@/components/forms/unanswered";
import { SESSION_OVER } from "@/lib/domain/session-over";

describe("Une action sans réponse", () => {
  it("dit que le site ne répond pas, de tout ce qui n'est pas autre chose", () => {
    for (const error of [new TypeError("Failed to fetch"), new Error("An unexpected response"), "rien"]) {
      expect(describeUnanswered(error, false)).toMatchObject({
        status: "error",
        unanswered: "network",
        message: "Le site ne répond pas. Ce que vous avez saisi est encore là\u00a0: réessayez.",
      });
    }
  });

  it("dit que la session est finie, et quoi faire", () => {
    expect(describeUnanswered(new Error(SESSION_OVER), false)).toEqual({
      status: "error",
      unanswered: "session",
      message: "Votre session est finie\u00a0: reconnectez-vous dans un autre onglet, puis enregistrez.",
    });
  });

  it("ne promet pas de garder un mot de passe", async () => {
    const { UnrecognizedActionError } = await import("next/dist/client/components/unrecognized-action-error");
    const error = new UnrecognizedActionError("absente");
    expect(describeUnanswered(error, false).message).toContain("votre saisie est gardée");
    expect(describeUnanswered(error, true).message).not.toContain("gardée");
  });
});
