import type { AppModule } from "../contract.ts";
import { RuntimeError } from "../errors.ts";

/** Which of an app's connection manifests is meant; undefined if it has none. Throws a `RuntimeError` if that cannot be told. */
export function manifestName({ id, connections }: AppModule, wanted: string | undefined): string | undefined {
  const names = Object.keys(connections);
  if (wanted === undefined) {
    if (names.length <= 1) return names[0];
    throw new RuntimeError("connection-ambiguous", 422, `Say which connection of ${id} it is: ${names.join(", ")}.`);
  }
  if (names.includes(wanted)) return wanted;
  const there = names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`;
  throw new RuntimeError("connection-unknown", 422, `The app ${id} has no connection \`${wanted}\`. ${there}`);
}
