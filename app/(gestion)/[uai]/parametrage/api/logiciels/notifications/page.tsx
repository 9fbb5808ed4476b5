import { WebhooksPage } from "@/components/webhooks/webhooks-page";
import { scopedTitle } from "@/lib/actions/page-title";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import { create, remove, resend, rotate, setActive, test } from "./actions";

export const generateMetadata = scopedTitle("API › Logiciels › Notifications", "administer");

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
