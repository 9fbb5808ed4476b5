import type { VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";

/** A busy button keeps the focus, which `disabled` would send back to the top of the page; a press does nothing. */
const refusePress = (event: MouseEvent) => event.preventDefault();

function Button({
  className,
  variant,
  size,
  type = "button",
  ...props
}: ComponentProps<"button"> & VariantProps<typeof buttonVariants>) {
  return (
    <button
      data-slot="button"
      type={type}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
      {...(props["aria-disabled"] === true && { onClick: refusePress })}
    />
  );
}

export { Button };
