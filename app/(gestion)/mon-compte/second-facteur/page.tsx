import type { Metadata } from "next";
import { redirect } from "next/navigation";
import QRCode from "qrcode";
import { EnrolPage } from "@/components/account/enrol-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { loadSecondFactor, prepareSecondFactor } from "@/lib/services/users/second-factor";
import { turnOn } from "./actions";

export const metadata: Metadata = { title: "Second facteur" };
export const dynamic = "force-dynamic";

export default async function Page() {
  const prepared = await signedInPage(async ({ db, person }) =>
    (await loadSecondFactor(db, person.id)).since === null
      ? { ...(await prepareSecondFactor(db, person)), email: person.email }
      : null,
  );
  if (prepared === null) redirect("/mon-compte");
  const image = await QRCode.toDataURL(prepared.uri, { margin: 1, scale: 5 });
  const { secret, email, hasPassword } = prepared;
  return <EnrolPage image={image} secret={secret} owner={{ email, hasPassword }} turnOn={turnOn} />;
}
