import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

type ActionButtonProps = ComponentProps<typeof Button> & {
  inProgress: boolean;
  /** What the button says while the action runs: «Enregistrement…». */
  busyLabel: string;
  icon?: LucideIcon;
};

/** The button of an action's form: while the action runs it says so, keeps the focus, and takes no second press. */
export function ActionButton({ inProgress, busyLabel, icon: Icon, children, ...props }: ActionButtonProps) {
  return (
    <Button type="submit" aria-disabled={inProgress || undefined} aria-busy={inProgress} {...props}>
      {inProgress ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
      {!inProgress && Icon !== undefined ? <Icon aria-hidden="true" /> : null}
      {inProgress ? busyLabel : children}
    </Button>
  );
}
