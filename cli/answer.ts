/** How commands print that answer questions. */
export const answerFormats = ["pretty", "json"] as const;

export type AnswerFormat = (typeof answerFormats)[number];

/** The version of every JSON answer; it changes when a member changes its meaning or goes. */
const schemaVersion = 1;

/** An answer for programs. */
export function jsonAnswer(members: object): string {
  return `${JSON.stringify({ schemaVersion, ...members }, null, 2)}\n`;
}
