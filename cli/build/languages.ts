/** The languages that modules are written in. */
export const languages = ["ts", "js"] as const;

export type Language = (typeof languages)[number];
