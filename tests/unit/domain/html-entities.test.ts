import { describe, expect, it } from "vitest";
import { decodeEntities } from "@/lib/domain/cells/html-entities";

describe("Les lettres qu'une page web a écrites", () => {
  it.each([
    ["H&eacute;l&#232;ne", "Hélène"],
    ["L&rsquo;&#x152;uvre", "L’Œuvre"],
    ["Fran&#130;ois & Fils", "Fran\u0082ois & Fils"],
    ["1 rue A&#10;2e étage", "1 rue A\n2e étage"],
    ["&amp;amp;amp;eacute;", "é"],
    ["R&D; &inconnu; &#0;", "R&D; &inconnu; &#0;"],
  ])("« %s » devient « %s »", (written, read) => {
    expect(decodeEntities(written)).toBe(read);
    expect(decodeEntities(read)).toBe(read);
  });

  it("ne se perdent pas dans un texte fait pour qu'on s'y perde", () => {
    // Each time it is read, one more sign appears: whoever goes on to the end never does.
    const hostile = `${"&#38;#38;".repeat(3000)}eacute;`;
    expect(decodeEntities(hostile).length).toBeLessThan(hostile.length);
    expect(decodeEntities(`&${"amp;".repeat(8000)}eacute;`)).toBe("é");
  });
});
