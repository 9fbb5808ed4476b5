/** «812 octets», «34 Ko», «2,1 Mo». */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} octets`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024).toLocaleString("fr-FR")} Ko`;
  return `${(Math.round((bytes / (1024 * 1024)) * 10) / 10).toLocaleString("fr-FR")} Mo`;
}
