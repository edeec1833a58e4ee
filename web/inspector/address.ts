/** Which view is shown, of what, and how it is narrowed: `#/deliveries/ID?state=dead`. */
export interface Address {
  readonly view: string;
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The address that the fragment of a URL says. */
export function addressOf(fragment: string): Address {
  const [path = "", search = ""] = fragment.replace(/^#\/?/, "").split("?", 2);
  const [view = "", id] = path.split("/").map(decoded);
  return { view, id, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The fragment that leads to an address; what of the query is empty is left out. */
export function hrefOf({ view, id, query = {} }: Omit<Address, "query"> & Partial<Pick<Address, "query">>): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  const path = id === undefined ? view : `${view}/${encodeURIComponent(id)}`;
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
