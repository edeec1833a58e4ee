import fc from "fast-check";

// Thousands of mutants are tried: a property gets a moment and always the same cases, and its first failure is enough.
fc.configureGlobal({ seed: 1, numRuns: 50, interruptAfterTimeLimit: 250, endOnFailure: true });
