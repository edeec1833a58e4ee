/** Bytes of one body. */
export const MAX_BODY = 5 * 1024 * 1024;

/** Items of one request. */
export const MAX_ITEMS = 1000;

/** Bytes of one bundle, as JSON. */
export const MAX_OUTPUT = 1024 * 1024;

/** Bytes that the items of one request may come to together, so that small requests cannot be blown up item by item. */
export const MAX_OUTPUTS = 16 * 1024 * 1024;

/** Whether a text takes more bytes in UTF-8 than that. */
export function exceeds(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes;
}
