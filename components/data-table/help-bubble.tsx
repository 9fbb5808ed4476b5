import "./help-bubble.css";

type HelpBubbleProps = {
  id: string;
  /** The word that it explains, for those who hear the button. */
  about: string;
  children: string;
};

/** What a word means, in the browser's own bubble: opened by a press, a finger or the keyboard, closed by Escape, without a script. */
export function HelpBubble({ id, about, children }: HelpBubbleProps) {
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={`Que veut dire « ${about} » ?`} className="aide-bulle" />
      <span id={id} popover="auto" className="aide-texte">
        {children}
      </span>
    </>
  );
}
