// `npm run` starts in the package's folder; the command means the folder that its caller stands in.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// The secrets of the examples; what is set already stays.
process.loadEnvFile(new URL("../examples/secrets.env", import.meta.url));
await import("../cli/bin.ts");
