const LA_POSTE = "356000000";

/** True when 14 digits have a right check digit (Luhn; La Poste's establishments: the sum of digits is a multiple of 5). */
export function hasValidSiretCheckDigit(siret: string): boolean {
  let sum = 0;
  let plainSum = 0;
  for (let i = 0; i < siret.length; i++) {
    const digit = siret.charCodeAt(i) - 48;
    const duplicate = i % 2 === 0 ? digit * 2 : digit;
    sum += duplicate > 9 ? duplicate - 9 : duplicate;
    plainSum += digit;
  }
  return sum % 10 === 0 || (siret.startsWith(LA_POSTE) && plainSum % 5 === 0);
}
