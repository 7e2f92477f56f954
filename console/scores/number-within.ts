/** A number of the address within its bounds, else what is usual: whatever somebody typed there, the server takes it. */
export function numberWithin(text: string, least: number, most: number, usual: number): number {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) || value < least || value > most ? usual : value;
}
