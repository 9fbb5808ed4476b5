import { notFound, redirect } from "next/navigation";
import { expect, it } from "vitest";
import { leavePage } from "@/lib/actions/leave-page";
import { BUSY_DIGEST } from "@/lib/domain/busy-digest";
import { ServiceError } from "@/lib/errors";

/** What a page throws in its turn: its message, which Next writes in the log, and its digest, which the page shows. */
function thrown(error: unknown): { message: string; digest?: string } {
  try {
    leavePage(error);
  } catch (left) {
    return left as { message: string; digest?: string };
  }
}

const caught = (act: () => never): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

it("Une page qui échoue montre le numéro qui est au journal, et n'y laisse rien de ce qu'elle lisait", () => {
  const { message, digest } = thrown(new Error("DURAND Léa, née le 01/02/2007"));
  expect(message).toBe("La page n'a pas pu être faite.");
  expect(digest).toMatch(/^[0-9a-f]{8}$/);
});

it("Une page occupée, absente ou qui mène ailleurs reste ce qu'elle est", () => {
  expect(thrown(new ServiceError("BUSY", "Occupé.")).digest).toBe(BUSY_DIGEST);
  for (const way of [() => redirect("/reseau"), () => notFound()]) {
    const control = caught(way);
    expect(thrown(control)).toBe(control);
  }
  expect(thrown(new ServiceError("NOT_FOUND", "Rien.")).digest).toContain("404");
});
