/**
 * The path of a file that a client names by its URI, with forward slashes; undefined of what is no file of a disk, or has a
 * name that is no text.
 */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:") || !URL.canParse(uri)) return undefined;
  const { host, pathname } = new URL(uri);
  const path = decoded(pathname);
  if (path === undefined) return undefined;
  if (host !== "") return `//${host}${path}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The URI of a path from the root. */
export function uriOf(path: string): string {
  const whole = path.startsWith("/") ? path : `/${path}`;
  return `file://${whole.split("/").map(encodeURIComponent).join("/")}`;
}
