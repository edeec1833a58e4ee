/** Everything a command may touch of the process, so that tests can hand it something else. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether results go to a terminal that shows colours (`NO_COLOR` and `FORCE_COLOR` are obeyed). */
  readonly color: boolean;
  /** Whether results go to a terminal, whose screen can be cleared. */
  readonly isTerminal: boolean;
  /** Results: what a program that calls us reads. */
  readonly out: (text: string) => void;
  /** Progress and complaints. */
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Resolves when the user asks to stop. */
  readonly interrupted: () => Promise<void>;
  /** Standard input and output as they come, for those who talk over them; absent: there are none. */
  readonly streams?: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
  /** Tells of each key that is pressed, until the function that it answers is called; absent: nobody sits at a keyboard. */
  readonly keys?: (pressed: (key: string) => void) => () => void;
}

/** Exit codes, the same for every command. */
export const exit = { ok: 0, findings: 1, misuse: 2, differences: 2, changes: 3, bug: 70, interrupted: 130 } as const;

/** A wrong use of the command line: what was wrong, and what to write instead. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
