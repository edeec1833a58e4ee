/** Whether there is something to say about a file whatever it belongs to; other servers may serve the rest. */
export function isServed(path: string): boolean {
  return /\.iml\.jsonc?$|\.imljson$|(?:^|\/)(?:imlc\.jsonc?|makecomapp\.json)$/.test(path);
}

/** Whether a file is JavaScript; there is something to say about it if it is a function of an app. */
export function isCode(path: string): boolean {
  return path.endsWith(".js");
}
