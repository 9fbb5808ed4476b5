/** Whose password a form changes, for the browser's own keeper of passwords: it reads no field of type hidden, and kept the new one beside the old. */
export function AccountName({ email }: { email: string }) {
  return <input type="text" name="identifiant" autoComplete="username" value={email} readOnly hidden />;
}
