import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import type { EndpointRow } from "@/lib/services/webhooks/webhooks.types";

/** How an endpoint fares, when it is not simply well. */
export function EndpointState({ active, disabledAt, failingSince, previousUntil }: EndpointRow) {
  return (
    <>
      {disabledAt === null ? null : (
        <Message tone="error" title="Notifications arrêtées">
          Depuis le {parisInstant(disabledAt)}, plus rien n'est envoyé à cette adresse : elle n'a rien reçu pendant
          plusieurs jours, ou le logiciel a dit qu'il n'en voulait plus. Voyez avec son éditeur, puis « Reprendre » et
          « Essayer ».
        </Message>
      )}
      {!active && disabledAt === null ? (
        <Message tone="info">Notifications suspendues : rien n'est envoyé à cette adresse.</Message>
      ) : null}
      {active && failingSince !== null ? (
        <Message tone="attention">
          Rien n'arrive depuis le {parisInstant(failingSince)}. Après cinq jours, les notifications s'arrêtent.
        </Message>
      ) : null}
      {previousUntil === null ? null : (
        <p className="text-dense text-encre-douce">
          Le secret d'avant vaut encore jusqu'au {parisInstant(previousUntil)}.
        </p>
      )}
    </>
  );
}
