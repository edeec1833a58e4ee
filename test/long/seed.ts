/** The seed of this run: a new one each time, or that of a run that is to be repeated: `SEED=1234 npm run test:long`. */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 30);
