/** As a text that people and programs can read. */
export function time(milliseconds: number): string;
export function time(milliseconds: number | undefined): string | undefined;
export function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
