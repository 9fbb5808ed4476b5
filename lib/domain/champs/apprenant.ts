import { champ } from "./definition";

export const APPRENANT_CHAMPS = [
  champ(
    "apprenant",
    "id_erp_apprenant",
    "identifiant",
    "L'",
    "Identifiant dans le logiciel",
    "Numéro de l'apprenant dans votre logiciel de gestion. Il ne doit jamais changer.",
    { required: true, alias: ["identifiant", "id apprenant", "numéro apprenant", "code apprenant"] },
  ),
  champ("apprenant", "nom_apprenant", "nom", "Le ", "Nom", "Nom de famille (nom d'usage).", {
    required: true,
    alias: ["nom", "nom apprenant"],
  }),
  champ("apprenant", "prenom_apprenant", "nom", "Le ", "Prénom", "Premier prénom seulement.", {
    required: true,
    alias: ["prénom", "prénom apprenant"],
  }),
  champ("apprenant", "date_de_naissance_apprenant", "date", "La ", "Date de naissance", "Au format jj/mm/aaaa.", {
    required: true,
    alias: ["date de naissance", "né le", "naissance"],
  }),
  champ("apprenant", "sexe_apprenant", "sexe", "Le ", "Sexe", "M ou F.", { alias: ["sexe", "genre"] }),
  champ("apprenant", "ine_apprenant", "ine", "L'", "INE", "Identifiant national élève : 11 caractères.", {
    alias: ["ine", "numéro ine"],
  }),
  champ(
    "apprenant",
    "code_postal_de_naissance_apprenant",
    "codePostalTolere",
    "Le ",
    "Code postal de naissance",
    "5 chiffres ; 99 suivi du code du pays pour une naissance à l'étranger.",
  ),
  champ(
    "apprenant",
    "code_commune_insee_de_naissance_apprenant",
    "communeInsee",
    "Le ",
    "Code commune de naissance",
    "Code INSEE de la commune (5 caractères), différent du code postal.",
  ),
  champ("apprenant", "rqth_apprenant", "booleen", "La ", "Reconnaissance de travailleur handicapé", "Oui ou non.", {
    alias: ["rqth"],
  }),
  champ("apprenant", "date_rqth_apprenant", "date", "La ", "Date de la RQTH", "Au format jj/mm/aaaa."),
  champ("coordonnees", "email_contact", "email", "L'", "E-mail de l'apprenant", "Une seule adresse.", {
    alias: ["email", "e-mail", "courriel", "mail"],
  }),
  champ(
    "coordonnees",
    "tel_apprenant",
    "telephone",
    "Le ",
    "Téléphone de l'apprenant",
    "10 chiffres, ou un numéro international qui commence par +.",
    { alias: ["téléphone", "tel", "portable"] },
  ),
  champ("coordonnees", "adresse_apprenant", "texte", "L'", "Adresse de l'apprenant", "Numéro, voie, complément.", {
    alias: ["adresse"],
  }),
  champ("coordonnees", "code_postal_apprenant", "codePostal", "Le ", "Code postal de l'apprenant", "5 chiffres.", {
    alias: ["code postal", "cp"],
  }),
  champ(
    "coordonnees",
    "code_commune_insee_apprenant",
    "communeInsee",
    "Le ",
    "Code commune de l'apprenant",
    "Code INSEE de la commune (5 caractères), différent du code postal.",
    { alias: ["com_resid"] },
  ),
  champ(
    "coordonnees",
    "responsable_apprenant_mail1",
    "email",
    "L'",
    "E-mail du premier responsable légal",
    "Une seule adresse.",
  ),
  champ(
    "coordonnees",
    "responsable_apprenant_mail2",
    "email",
    "L'",
    "E-mail du second responsable légal",
    "Une seule adresse.",
  ),
] as const;
