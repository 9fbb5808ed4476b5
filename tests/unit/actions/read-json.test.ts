import { describe, expect, it } from "vitest";
import { readJson } from "@/lib/actions/software/read-json";

const CALL = [{ nom_apprenant: "LEFÈVRE 李" }];
const utf8 = Buffer.from(JSON.stringify(CALL));
const little = Buffer.from(JSON.stringify(CALL), "utf16le");
const big = Buffer.from(little).swap16();
const marked = (mark: number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);

const read = async (body: Buffer, type: string) => {
  const request = new Request("http://passerelle.example", {
    method: "POST",
    headers: { "content-type": type },
    body: new Uint8Array(body),
  });
  return (await readJson(request)).value;
};

describe("Le corps d'un appel, écrit comme le TBA le lit", () => {
  it.each([
    ["en UTF-8", utf8, "application/json"],
    ["en UTF-8, dit", utf8, 'Application/JSON; Charset="UTF-8"'],
    ["en UTF-8, et marqué", marked([0xef, 0xbb, 0xbf], utf8), "application/json;charset=utf-8"],
    ["en UTF-16, comme l'écrit Windows", little, "application/json; charset=utf-16"],
    ["en UTF-16, comme l'écrit Windows, et marqué", marked([0xff, 0xfe], little), "application/json; charset=UTF-16"],
    ["en UTF-16, dit petit-boutiste", little, "application/json; charset=utf-16le"],
    ["en UTF-16, gros-boutiste", big, "application/json; charset=utf-16"],
    ["en UTF-16, gros-boutiste et marqué", marked([0xfe, 0xff], big), "application/json; charset=utf-16"],
    ["en UTF-16, dit gros-boutiste", big, "application/json; charset=utf-16be"],
  ])("est lu %s", async (_name, body, type) => {
    expect(await read(body, type)).toEqual(CALL);
  });

  it("n'est pas lu d'une autre écriture, ni d'une autre que celle qu'il dit", async () => {
    await expect(read(utf8, "application/json; charset=latin1")).rejects.toMatchObject({ status: 415 });
    await expect(read(utf8, "application/json; charset=utf-16")).rejects.toMatchObject({ status: 400 });
    await expect(read(little, "application/json")).rejects.toMatchObject({ status: 400 });
    expect(await read(Buffer.alloc(0), "application/json; charset=utf-16")).toEqual({});
    expect(await read(utf8, "text/plain")).toEqual({});
  });
});
