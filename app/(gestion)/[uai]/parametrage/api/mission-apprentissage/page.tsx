import type { Metadata } from "next";
import { ApiKeyPage } from "@/components/settings/api-key-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { loadSubscriptions } from "@/lib/services/alertes/subscriptions";
import { getKeyLink, loadKeyState } from "@/lib/services/settings/tba-key";
import { save, setAlertes, switchNight, test } from "./actions";

export const metadata: Metadata = { title: "API › Mission Apprentissage" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const { etablissement, key, link, subscriptions } = await scopedPage(uai, async (scope) => {
    const [key, subscriptions] = await Promise.all([loadKeyState(scope), loadSubscriptions(scope)]);
    return { etablissement: scope.etablissement, key, link: getKeyLink(scope), subscriptions };
  });
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
        switchTransmission: switchNight.bind(null, uai),
        setAlertes: setAlertes.bind(null, uai),
      }}
    />
  );
}
