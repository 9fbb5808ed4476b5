import type { Metadata } from "next";
import { ApiKeyPage } from "@/components/settings/api-key-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { loadSubscriptions } from "@/lib/services/alertes/load-subscriptions";
import { authorize } from "@/lib/services/etablissements/authorize";
import { getKeyLink } from "@/lib/services/settings/key-link";
import { loadKeyState } from "@/lib/services/settings/load-key-state";
import { save, set, setAlertes, test } from "./actions";

export const metadata: Metadata = { title: "API › Mission Apprentissage" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const { etablissement, key, link, subscriptions } = await signedInPage(async (ctx) => ({
    etablissement: await authorize(ctx, uai, "view"),
    key: await loadKeyState(ctx, uai),
    link: await getKeyLink(ctx, uai),
    subscriptions: await loadSubscriptions(ctx, uai),
  }));
  return (
    <ApiKeyPage
      apiKey={key}
      tbaLink={link}
      transmissionActive={etablissement.transmissionActive}
      subscriptions={subscriptions}
      canEdit={hasPermission(etablissement.role, "administer")}
      actions={{
        save: save.bind(null, uai),
        test: test.bind(null, uai),
        switchTransmission: set.bind(null, uai),
        setAlertes: setAlertes.bind(null, uai),
      }}
    />
  );
}
