import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { aControl } from '../test/support/bot/a-control.js';
import { aBrowser } from '../test/support/browser/a-browser.js';
import { type Figure, median, print } from './report.js';

const rounds = 5;
const clicks = 20;
const messages = 1_000;
const longestFrameMs = 50;

/** From the printed link to the first card, from a click to what it changes, and a long scroll. */
export async function benchPlayground(): Promise<void> {
  execFileSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit' });
  const usable: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    usable.push(await inBrowser((page) => usableMs(page, 34_200 + 2 * round)));
  const pressed = await inBrowser(pressedMs);
  const scrolled = await inBrowser(scrolledMs);
  print('The playground in a browser, against what it promises', [
    figure('link printed → first card', median(usable), 3_000),
    figure('click → card changed, p50', quantile(pressed.card, 0.5), 150),
    figure('click → card changed, p95', quantile(pressed.card, 0.95), 150),
    figure('click → window open, p50', quantile(pressed.window, 0.5), 150),
    figure('click → window open, p95', quantile(pressed.window, 0.95), 150),
    figure(`scroll of ${messages}, median frame`, quantile(scrolled, 0.5), longestFrameMs),
    figure(`scroll of ${messages}, longest frame`, Math.max(...scrolled), longestFrameMs),
  ]);
}

function figure(what: string, ours: number, against: number): Figure {
  return {
    what,
    ours,
    against,
    unit: 'ms',
    goal: { atMost: 1 },
  };
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A browser of one process dies with its first page, so each part has its own. */
async function inBrowser<T>(measure: (page: Page) => Promise<T>): Promise<T> {
  const browser = await aBrowser();
  try {
    return await measure(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** The browser is open already, as a person's is. */
async function usableMs(page: Page, port: number): Promise<number> {
  const { child, url } = await started(port);
  const since = performance.now();
  await page.goto(url);
  await page.getByRole('button', { name: 'Client inquiry' }).click();
  await page.getByRole('button', { name: 'Approve' }).click({ trial: true });
  const ms = performance.now() - since;
  child.kill('SIGKILL');
  return ms;
}

async function started(port: number): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['dist/start.js'], {
    env: { ...process.env, PORT: String(port), NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Open (http:\S+)/.exec(line)?.[1];
    if (url) return { child, url };
  }
  throw new Error('The playground ended before it printed its link.');
}

/** Measured in the browser: from the press to the first change that a person sees. */
async function pressedMs(page: Page) {
  const { child, url } = await started(34_300);
  await page.goto(url);
  const seen = { window: [] as number[], card: [] as number[] };
  for (let round = 0; round < clicks; round += 1) {
    await page.getByRole('button', { name: 'Client inquiry' }).click();
    const card = page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'Approve' }) })
      .last();
    await card.waitFor();
    await page.waitForTimeout(200);
    seen.window.push(await untilChange(page, { press: 'Reject', watch: 'body' }));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    seen.card.push(await untilChange(page, { press: 'Approve', watch: '.room' }));
    await card.waitFor({ state: 'detached' });
  }
  child.kill('SIGKILL');
  return seen;
}

function untilChange(page: Page, { press, watch }: { press: string; watch: string }): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const button = [...document.querySelectorAll('.actions button')].findLast((one) => one.textContent === '${press}');
    const since = performance.now();
    const watching = new MutationObserver(() => {
      if ('${press}' === 'Reject' && !document.querySelector('dialog[open]')) return;
      watching.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - since));
    });
    watching.observe(document.querySelector('${watch}'), { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['open'] });
    button.click();
  })`);
}

/** How long each frame took while somebody scrolled from the newest message to the first. */
async function scrolledMs(page: Page): Promise<readonly number[]> {
  const control = await aControl({ burst: null });
  const { state } = control.workspace;
  for (let index = 0; index < messages; index += 1)
    state.messages.push({
      channel: 'C0SUPPORT',
      ts: state.nextTs(),
      text: `Message ${index}.`,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: `Message ${index}.` } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'A *few* words of <@U0ANA>.\n'.repeat(1 + (index % 7)) },
        },
      ],
      metadata: null,
      threadTs: null,
      user: 'U0BOT',
      onlyFor: null,
      isEdited: false,
    });
  await page.goto(control.url);
  await page
    .getByText(`Message ${messages - 1}.`)
    .first()
    .waitFor();
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const room = document.querySelector('[role=log]');
    const frames = [];
    let last = performance.now();
    const step = (now) => {
      frames.push(now - last);
      last = now;
      if (room.scrollTop === 0 && [...room.querySelectorAll('h3')].some((one) => one.textContent === 'Message 0.')) return resolve(frames.slice(1));
      room.scrollTop -= 120;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  await control.close();
  return frames;
}
