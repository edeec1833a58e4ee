import { chromium as engine, type Locator, type Page } from "playwright-core";
import { chromium, chromiumArguments } from "../../chromium.ts";

export const executablePath = chromium();

/** The inspector in a browser that reaches nothing but its server. */
export interface Visit {
  readonly page: Page;
  /** All that was in the page when it was looked at. */
  readonly drawn: readonly string[];
  /** What it asked for elsewhere, and what the browser complained of. */
  readonly complaints: readonly string[];
  /** Opens a view, and waits for its heading. */
  go(to: string, title: string): Promise<void>;
  heading(title: string): Promise<void>;
  /** Waits until that is told about something that was done. */
  told(text: string): Promise<void>;
  /** Looks at what is in the page now. */
  look(): Promise<void>;
  /** The first row of a table that has all these texts. */
  row(...texts: readonly string[]): Locator;
  button(name: string): Locator;
  /** Says yes in the dialog that asks. */
  confirm(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function visitInspector(origin: string): Promise<Visit> {
  const browser = await engine.launch({ executablePath, args: [...chromiumArguments] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const [drawn, complaints]: [string[], string[]] = [[], []];
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`)) return route.continue();
    complaints.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    // Chromium tells of every answer of 4xx; the page tells of them in its own way.
    if (message.type() === "error" && !message.text().includes("status of 4")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${origin}/inspector`);
  const look = async (): Promise<void> => {
    drawn.push(await page.content());
  };
  const heading = async (title: string): Promise<void> => {
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await look();
  };
  return {
    page,
    drawn,
    complaints,
    heading,
    look,
    async go(to, title) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#/${to}`)}`);
      await heading(title);
    },
    async told(text) {
      await page.locator("#told", { hasText: text }).waitFor();
      await look();
    },
    row: (...texts) => texts.reduce((rows, text) => rows.filter({ hasText: text }), page.locator("tbody tr")).first(),
    button: (name) => page.getByRole("button", { name, exact: true }),
    confirm: (name) => page.getByRole("dialog").getByRole("button", { name }).click(),
    close: () => browser.close(),
  };
}
