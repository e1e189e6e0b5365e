import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startPlayground } from '../../../playground/main.js';
import { aBrowser } from './a-browser.js';

/** Builds the page as `npm start` does; several tests may do so at once, so nothing is emptied. */
export const buildPage = (): void => {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = ['build', 'playground/page', '--emptyOutDir', 'false'];
  execFileSync('node_modules/.bin/vite', args, { env, stdio: 'pipe' });
};

export interface OpenPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly url: string;
  /** Errors that the page itself threw. */
  readonly faults: readonly string[];
  be(person: string): Promise<unknown>;
  button(name: string): ReturnType<Page['getByRole']>;
  /** Opens a channel of the list by its name. */
  go(channel: string): Promise<void>;
  shot(name: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Shorter than a test may take, so that what is missing is named. */
const patienceMs = 12_000;

export const openPage = async (url: string, options: BrowserContextOptions = {}): Promise<OpenPage> => {
  mkdirSync('test/browser/shots', { recursive: true });
  const browser = await aBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options });
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  await page.goto(url);
  return {
    browser,
    page,
    url,
    faults,
    be: (person) => page.getByLabel('You are').selectOption(person),
    button: (name) => page.getByRole('button', { name, exact: true }),
    go: async (channel) => {
      await page.getByRole('navigation').getByRole('button', { name: channel }).click();
      await page.locator('.room:not([aria-busy=true])').waitFor();
    },
    shot: (name) => page.screenshot({ path: `test/browser/shots/${name}.png` }),
    close: () => browser.close(),
  };
};

/** The playground with the real bot, seen through a real browser. */
export const openPlayground = async (
  options: BrowserContextOptions = {},
): Promise<OpenPage & { submit(handoff: object): Promise<void> }> => {
  buildPage();
  const playground = await startPlayground({ PORT: '0', LOG_LEVEL: 'silent' });
  const opened = await openPage(playground.url, options);
  return {
    ...opened,
    submit: async (handoff) => {
      const answer = await fetch(`${playground.apiUrl}/v1/handoffs`, {
        method: 'POST',
        headers: { authorization: 'Bearer demo-support-agent', 'content-type': 'application/json' },
        body: JSON.stringify(handoff),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    close: async () => {
      await opened.close();
      await playground.stop();
    },
  };
};
