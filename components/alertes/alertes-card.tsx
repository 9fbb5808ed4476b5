import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { EtablissementSubscriptions } from "@/lib/services/alertes/alertes.types";
import { SubscriptionsForm } from "./subscriptions-form";

type AlertesCardProps = {
  subscriptions: EtablissementSubscriptions;
  /** Null for those who may not change it. */
  action: FormAction | null;
};

/** «Alertes»: who is mailed, for what. */
export function AlertesCard({ subscriptions, action }: AlertesCardProps) {
  return (
    <Card id="alertes" aria-labelledby="alertes-titre">
      <CardHeader>
        <CardTitle id="alertes-titre">Alertes</CardTitle>
        <p className="text-encre-douce">
          Une alerte s'affiche en haut de chaque page tant qu'elle dure. Les personnes cochées la reçoivent aussi par
          e-mail, une seule fois, quand elle commence.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        {subscriptions.mailConfigured ? null : (
          <Message tone="info">
            Aucun serveur d'envoi d'e-mails n'est configuré : les alertes s'affichent seulement à l'écran.
          </Message>
        )}
        <SubscriptionsForm subscriptions={subscriptions} action={action} />
      </CardContent>
    </Card>
  );
}
