const LA_POSTE = "356000000";

/** True when 14 digits have a right check digit (Luhn; La Poste's establishments: the sum of digits is a multiple of 5). */
export function cleDeSiretJuste(siret: string): boolean {
  let somme = 0;
  let sommeSimple = 0;
  for (let i = 0; i < siret.length; i++) {
    const chiffre = siret.charCodeAt(i) - 48;
    const double = i % 2 === 0 ? chiffre * 2 : chiffre;
    somme += double > 9 ? double - 9 : double;
    sommeSimple += chiffre;
  }
  return somme % 10 === 0 || (siret.startsWith(LA_POSTE) && sommeSimple % 5 === 0);
}
