const FORMAT = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** «24/11/2026 à 02:00»: an ISO instant as a clock in Paris shows it. */
export function parisInstant(instant: string): string {
  const chunks = new Map(FORMAT.formatToParts(new Date(instant)).map((m) => [m.type, m.value]));
  const read = (type: Intl.DateTimeFormatPartTypes) => chunks.get(type) ?? "";
  return `${read("day")}/${read("month")}/${read("year")} à ${read("hour")}:${read("minute")}`;
}
