import { describe, expect, it, vi } from "vitest";
import { DatabaseError, toDatabaseError } from "@/db/errors";
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

  it.each(["ECONNREFUSED", "CONNECTION_CLOSED", "CONNECT_TIMEOUT", "57P01", "57P03", "08006", "EAI_AGAIN"])(
    "dit d'une base qui ne répond pas (%s) qu'un instant plus tard suffira",
    (code) => {
      expect(answerError(new DatabaseError(code))).toEqual({
        httpStatus: 503,
        code: "BUSY",
        message: expect.stringMatching(/^La base de données ne répond pas/),
        fields: {},
      });
    },
  );

  it("n'en garde que le code, pas l'adresse", () => {
    const error = Object.assign(new Error("connect 10.0.0.1:5432"), { code: "ECONNREFUSED" });
    expect(toDatabaseError(error)).toEqual(new DatabaseError("ECONNREFUSED"));
  });

  it("dit d'un disque plein, celui de la base ou celui du serveur, que rien n'est modifié", () => {
    const ofServer = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    for (const error of [new DatabaseError("53100"), ofServer, toDatabaseError(ofServer)]) {
      const { httpStatus, message } = answerError(error);
      expect({ httpStatus, message }).toEqual({ httpStatus: 503, message: expect.stringMatching(/plus de place/) });
    }
  });

  it("ne prend pas une faute de la demande pour une base absente", () => {
    for (const code of ["22021", "23505", "42601", "inconnu"]) {
      expect(answerError(new DatabaseError(code)).httpStatus, code).toBe(500);
    }
  });
});
