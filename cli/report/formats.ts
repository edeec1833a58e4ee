/** How findings can be printed. */
export const formats = ["pretty", "stylish", "json", "sarif", "github", "gitlab", "junit"] as const;

export type Format = (typeof formats)[number];
