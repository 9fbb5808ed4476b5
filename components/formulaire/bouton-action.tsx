import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

type BoutonActionProps = ComponentProps<typeof Button> & {
  enCours: boolean;
  /** What the button says while the action runs: «Enregistrement…». */
  libelleEnCours: string;
  icone?: LucideIcon;
};

/** The button of an action's form: busy and closed to a second press while the action runs. */
export function BoutonAction({
  enCours,
  libelleEnCours,
  icone: Icone,
  children,
  disabled,
  ...props
}: BoutonActionProps) {
  return (
    <Button type="submit" disabled={disabled === true || enCours} aria-busy={enCours} {...props}>
      {enCours ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
      {!enCours && Icone !== undefined ? <Icone aria-hidden="true" /> : null}
      {enCours ? libelleEnCours : children}
    </Button>
  );
}
