/** What came of the tests of one function, or of a file of tests of webhooks. */
export interface Suite {
  readonly kind: "function" | "hook";
  readonly app: string;
  /** The function, or the file as it is named in its app. */
  readonly name: string;
  /** The file with the tests. */
  readonly file: string;
  readonly tests: readonly TestResult[];
  /** Why the file could not be run, or not to its end. */
  readonly problem?: string | undefined;
}

export interface TestResult {
  readonly name: string;
  /** Undefined if it passed. */
  readonly failure?: string | undefined;
  /** What the code showed with `debug`. */
  readonly shown: readonly string[];
}

/** How many tests passed, and how many failed; a file that could not be run is a failure. */
export function count(suites: readonly Suite[]): { readonly passed: number; readonly failed: number } {
  const tests = suites.flatMap((suite) => suite.tests);
  const failed = tests.filter(({ failure }) => failure !== undefined).length;
  const broken = suites.filter(({ problem }) => problem !== undefined).length;
  return { passed: tests.length - failed, failed: failed + broken };
}
