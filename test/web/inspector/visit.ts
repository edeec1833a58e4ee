import type { Locator } from "playwright-core";
import { launchChromium, openWatched, type Watched } from "../../chromium.ts";

/** The inspector in a browser that reaches nothing but its server. */
export interface Visit extends Watched {
  /** All that was in the page when it was looked at. */
  readonly drawn: readonly string[];
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
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const drawn: string[] = [];
  // Chromium tells of every answer of 4xx; the page tells of them in its own way.
  const { page, complaints } = await openWatched(context, origin, /status of 4/);
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
