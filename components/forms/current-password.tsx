import { AccountName } from "./account-name";
import { TextField } from "./text-field";

/** The password asked again of who is signed in. Several may stand on one page: `id` tells them apart, their name is the same. */
export function CurrentPassword({
  email,
  error,
  id = "actuel",
}: {
  email: string;
  error: string | undefined;
  id?: string;
}) {
  return (
    <>
      <AccountName email={email} />
      <TextField
        id={id}
        name="actuel"
        label="Mot de passe actuel"
        type="password"
        autoComplete="current-password"
        required
        error={error}
        className="h-10"
      />
    </>
  );
}
