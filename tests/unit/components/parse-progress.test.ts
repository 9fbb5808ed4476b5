import { describe, expect, it } from "vitest";
import { parseProgress } from "@/components/transmissions/parse-progress";
import type { Progress } from "@/lib/services/transmissions/transmissions.types";

const PROGRESS: Progress = {
  transmission: {
    id: "t",
    status: "running",
    trigger: "clock",
    by: null,
    startedAt: "2026-11-25T01:00:00.000Z",
    endedAt: null,
    eligibles: 17,
    accepted: 3,
    refused: 0,
    notSent: 0,
    invalides: 40,
    waitingFor: null,
    resumedFrom: null,
    error: null,
  },
  queue: { kind: "scheduled", at: "2026-11-25T02:00:00.000Z" },
};

describe("La progression en direct", () => {
  it("est lue telle que le serveur la dit", () => {
    expect(parseProgress(JSON.stringify(PROGRESS))).toEqual(PROGRESS);
    expect(parseProgress(JSON.stringify({ transmission: null, queue: { kind: "nothing" } }))).not.toBeNull();
  });

  it("ignore ce qui n'en est pas une, sans perdre la précédente", () => {
    const wrong = { ...PROGRESS, queue: { kind: "inconnu" } };
    for (const event of ["", "<html>", "null", '{"error":"NOT_SIGNED_IN"}', JSON.stringify(wrong)]) {
      expect(parseProgress(event)).toBeNull();
    }
  });
});
