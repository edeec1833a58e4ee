/** Answers a function that begins nothing more; its promise resolves when all that was begun has ended. */
export function startRepeating(milliseconds: number, task: () => Promise<void>): () => Promise<void> {
  let done = task();
  const timer = setInterval(() => {
    done = Promise.all([done, task()]).then(() => undefined);
  }, milliseconds);
  return () => {
    clearInterval(timer);
    return done;
  };
}
