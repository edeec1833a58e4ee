// `npm run` starts in the package's folder; the command means the folder that its caller stands in.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import("../cli/bin.ts");
