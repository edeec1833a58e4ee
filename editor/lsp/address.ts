/** The path of a file that a client names by its URI, with forward slashes; undefined of what is no file of a disk. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  const { host, pathname } = new URL(uri);
  const path = decodeURIComponent(pathname);
  if (host !== "") return `//${host}${path}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

/** The URI of a path from the root. */
export function uriOf(path: string): string {
  const whole = path.startsWith("/") ? path : `/${path}`;
  return `file://${whole.split("/").map(encodeURIComponent).join("/")}`;
}
