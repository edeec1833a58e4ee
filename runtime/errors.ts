/** An error that somebody outside caused; `status` is what an HTTP caller is told, `code` what a program can tell apart. */
export class RuntimeError extends Error {
  override readonly name: string = "RuntimeError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
