/** How the results of tests can be printed. */
export const testFormats = ["pretty", "json", "junit"] as const;

export type TestFormat = (typeof testFormats)[number];
