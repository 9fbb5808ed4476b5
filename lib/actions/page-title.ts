import type { Metadata } from "next";
import type { Permission } from "@/lib/domain/roles";
import { scopedPage } from "./signed-in-page";

type Props = { params: Promise<{ uai: string }> };

/**
 * The title of a page of an établissement. Asked for with the page's own right: to who may not see the page, the title is the one of
 * «Page introuvable» too, which a title written beforehand would not be.
 */
export const scopedTitle =
  (title: string, permission: Permission = "view") =>
  async ({ params }: Props): Promise<Metadata> =>
    scopedPage((await params).uai, async () => ({ title }), permission);
