import type { Playground } from "./playground.ts";

/** The fragment of the page's address that stands for a playground which its server was given. */
export function givenFragment(id: string): string {
  return `given=${id}`;
}

/** Where, below the page, the server answers such a playground as JSON. */
export function givenPath(id: string): string {
  return `given/${id}`;
}

/**
 * The playground that a fragment stands for; undefined if it stands for none. It may bring code, unlike one in a link: it
 * comes from the page's own server, and only who runs that can give it one.
 */
export async function givenPlayground(fragment: string): Promise<Playground | undefined> {
  const [, id] = /^given=([\w-]+)$/.exec(fragment) ?? [];
  if (id === undefined) return undefined;
  const answer = await fetch(givenPath(id));
  return answer.ok ? await answer.json() : undefined;
}
