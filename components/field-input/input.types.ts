/** What every kind of input is given. */
export type InputProps = {
  id: string;
  name: string;
  value: string;
  invalide: boolean;
  describedBy: string | undefined;
};
