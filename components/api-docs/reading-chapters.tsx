import { GuideSection } from "./guide-section";

/** Reading back, corrections, errors, and where we differ from the TBA. */
export function ReadingChapters() {
  return (
    <>
      <GuideSection id="relire" title="Lire ce que les dossiers deviennent">
        <p>
          <code>GET /v3/dossiers-apprenants</code> : l'état de chaque dossier, ses anomalies, le statut que le TBA
          affiche, le prochain changement et son jour, ce que le TBA a répondu. Par pages : reprenez{" "}
          <code>suivant</code> comme <code>curseur</code> jusqu'à ce qu'il soit <code>null</code>.{" "}
          <code>modifie_depuis</code> ne donne que ce qui a bougé : donnez l'heure de votre lecture d'avant, moins un
          quart d'heure, car ce qui finit après elle peut porter l'heure où il a commencé.{" "}
          <code>GET /v3/dossiers-apprenants/(identifiant)</code> répond d'un apprenant.
        </p>
      </GuideSection>
      <GuideSection id="corrections" title="Reprendre les corrections">
        <p>
          Ce que le secrétariat a corrigé ici survit à vos envois tant que vous envoyez l'ancienne valeur. Lisez{" "}
          <code>GET /v3/corrections?depuis=…</code> et reprenez chez vous <code>valeur</code>, champ par champ. Dès que
          vous envoyez la valeur corrigée, la correction est finie ; si vous envoyez encore autre chose, c'est votre
          valeur qui l'emporte, et le secrétariat en est prévenu. D'un identifiant que vous avez donné à deux personnes,
          rien n'est à reprendre, ni là ni dans l'état des dossiers : vous ne sauriez pas de laquelle il s'agit. Quand{" "}
          <code>tronque</code> est vrai, redemandez avec <code>suivant</code> comme <code>curseur</code>.
        </p>
      </GuideSection>
      <GuideSection id="erreurs" title="Les erreurs">
        <p>
          Sur les deux routes du TBA (l'envoi et <code>/test</code>), une erreur a sa forme :{" "}
          <code>{'{"error": "Forbidden", "message": "Clé API manquante"}'}</code>. Sur les nôtres (l'essai et les
          lectures), c'est un <code>application/problem+json</code> (RFC 9457) : <code>title</code>, <code>status</code>{" "}
          et <code>detail</code>, une phrase.
        </p>
        <ul className="list-disc space-y-1 pl-5">
          <li>400 : l'appel n'a pas été compris (JSON, paramètre, plus de 2 000 dossiers).</li>
          <li>403 : le jeton manque, ne vaut plus, ou ne donne pas ce droit.</li>
          <li>404 : ce jeton n'ouvre rien de ce nom.</li>
          <li>413, 415 : trop lourd ; un encodage ou un jeu de caractères que nous ne lisons pas.</li>
          <li>422 : ce nom d'appel a déjà servi pour un autre contenu.</li>
          <li>
            429, 503 : revenez après le nombre de secondes de <code>Retry-After</code>.
          </li>
          <li>500 : une erreur inattendue ; son numéro suffit à l'assistance.</li>
        </ul>
      </GuideSection>
      <GuideSection id="differences" title="Ce qui diffère du TBA">
        <ul className="list-disc space-y-1 pl-5">
          <li>
            En plus : <code>conseil</code> dans chaque erreur, et parfois <code>passerelle</code>. Un programme qui les
            ignore n'y perd rien.
          </li>
          <li>
            Un dossier dont rien n'est repris porte <code>has_error</code>, même si le TBA l'aurait accepté : ne le
            croyez pas transmis.
          </li>
          <li>
            <code>_id</code> et <code>source_organisme_id</code> ont la forme de ceux du TBA, sans en être.
          </li>
          <li>
            Un appel accepté n'est pas encore chez le TBA : il part la nuit. <code>premiere_acceptation</code> dit quand
            le TBA l'a pris.
          </li>
          <li>
            <code>nir_apprenant</code> n'est jamais gardé : seul <code>has_nir</code> dit qu'il était là. Ne l'envoyez
            pas.
          </li>
          <li>
            Un établissement occupé (un import, un autre envoi) répond 503 au bout de vingt secondes : renvoyez le même
            appel.
          </li>
          <li>
            Les autres adresses du TBA (<code>/v1/organismes/…</code>) ne sont pas ici.
          </li>
        </ul>
      </GuideSection>
    </>
  );
}
