import { expect, it } from "vitest";
import { bestRole, hasPermission } from "@/lib/domain/roles";

it.each([
  ["lecteur", [true, false, false]],
  ["gestionnaire", [true, true, false]],
  ["administrateur", [true, true, true]],
] as const)("Le rôle %s donne ses droits, et pas ceux d'un autre", (role, rights) => {
  expect([hasPermission(role, "view"), hasPermission(role, "manage"), hasPermission(role, "administer")]).toEqual(
    rights,
  );
});

it("De deux rôles, le plus fort l'emporte, d'où qu'il vienne", () => {
  expect(bestRole("lecteur", "administrateur")).toBe("administrateur");
  expect(bestRole("gestionnaire", "lecteur")).toBe("gestionnaire");
  expect(bestRole(null, "lecteur")).toBe("lecteur");
  expect(bestRole("lecteur", null)).toBe("lecteur");
  expect(bestRole(null, null)).toBeNull();
});
