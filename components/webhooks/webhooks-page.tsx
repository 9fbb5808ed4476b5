import { RowsThatGo } from "@/components/forms/rows-that-go";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { EndpointRow } from "@/lib/services/webhooks/webhooks.types";
import { EndpointForm } from "./endpoint-form";
import { EndpointItem } from "./endpoint-item";
import type { WebhookActions } from "./webhook-actions.types";

/** «Paramétrage › API › Logiciels › Notifications». */
export function WebhooksPage({ endpoints, actions }: { endpoints: EndpointRow[]; actions: WebhookActions }) {
  const { create, ...others } = actions;
  return (
    <div className="max-w-4xl space-y-5">
      <PageHeader title="Notifications" aide="logiciels" path={["Paramétrage", "API", "Logiciels"]}>
        <p className="max-w-prose text-encre-douce">
          Votre logiciel peut être prévenu de ce qui se passe ici, au lieu de venir le demander. Chaque notification est
          signée (« Standard Webhooks ») : des états, des comptes et les identifiants du logiciel, jamais un nom. Une
          notification qui n'arrive pas est tentée de nouveau pendant un peu plus d'un jour.
        </p>
      </PageHeader>
      <Card>
        <CardHeader>
          <CardTitle>Prévenir un logiciel</CardTitle>
        </CardHeader>
        <CardContent>
          <EndpointForm create={create} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Adresses prévenues</CardTitle>
        </CardHeader>
        <RowsThatGo inCard>
          {endpoints.length === 0 ? (
            <CardContent>
              <p className="text-encre-douce">Aucun logiciel n'est prévenu pour le moment.</p>
            </CardContent>
          ) : (
            <ul className="divide-y divide-trait">
              {endpoints.map((endpoint) => (
                <EndpointItem key={endpoint.id} endpoint={endpoint} actions={others} />
              ))}
            </ul>
          )}
        </RowsThatGo>
      </Card>
    </div>
  );
}
