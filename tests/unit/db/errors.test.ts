import { describe, expect, it, vi } from "vitest";
import { DatabaseError } from "@/db/errors";
import { answerError } from "@/lib/actions/answer-error";

describe("L'erreur de la base", () => {
  it("est reconnue même d'un autre paquet de l'application, qui a chargé ce module pour lui", async () => {
    vi.resetModules();
    const other = await import("@/db/errors");
    expect(other.DatabaseError).not.toBe(DatabaseError);
    const error = new other.DatabaseError("55P03");
    expect(error).toBeInstanceOf(DatabaseError);
    expect(answerError(error)).toMatchObject({ httpStatus: 503, code: "BUSY" });
    expect(new Error("autre")).not.toBeInstanceOf(DatabaseError);
  });
});
