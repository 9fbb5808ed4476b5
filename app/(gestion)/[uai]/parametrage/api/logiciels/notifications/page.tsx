import type { Metadata } from "next";
import { WebhooksPage } from "@/components/webhooks/webhooks-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import { create, remove, resend, rotate, setActive, test } from "./actions";

export const metadata: Metadata = { title: "API › Logiciels › Notifications" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const endpoints = await scopedPage(uai, listEndpoints, "administer");
  return (
    <WebhooksPage
      endpoints={endpoints}
      actions={{
        create: create.bind(null, uai),
        rotate: rotate.bind(null, uai),
        setActive: setActive.bind(null, uai),
        test: test.bind(null, uai),
        resend: resend.bind(null, uai),
        remove: remove.bind(null, uai),
      }}
    />
  );
}
