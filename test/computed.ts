/** Milliseconds that this thread has computed so far. Time that passes would tell as well what else the machine does. */
export function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
