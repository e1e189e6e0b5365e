import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { charterCommand } from '../../../src/cli/charter/charter.js';
import { aWatch } from '../../support/a-watch.js';
import { hour, startAt } from '../../support/bot/a-story.js';

/** Three handoffs, nudged and escalated while the bot ran, then left alone. */
const recorded = async (): Promise<string> => {
  const watch = await aWatch();
  await watch.open(3);
  for (const hours of [2, 4]) {
    watch.now = new Date(startAt.getTime() + hours * hour);
    await watch.watchdog.tick();
  }
  await watch.close();
  return watch.file;
};
const written = (text: string): string => {
  const file = join(tmpdir(), `charter-${process.pid}.yml`);
  writeFileSync(file, text);
  return file;
};
const charter = written(
  readFileSync('charter.yml', 'utf8').replace(
    '    - { at: 50% of sla, do: nudge, who: owner }\n',
    '    - { at: 25% of sla, do: nudge, who: owner }\n    - { at: 50% of sla, do: nudge, who: owner }\n',
  ),
);
const run = async (...args: string[]) => {
  const lines: string[] = [];
  return { code: await charterCommand(['simulate', ...args], (line) => lines.push(line)), lines };
};

describe('npm run charter -- simulate', () => {
  it('prints what was done beside what the other charter would have done', async () => {
    const database = await recorded();
    const period = ['--from', '2026-10-01', '--to', '2026-10-02'];
    const { code, lines } = await run('--charter', charter, ...period, '--database', database);
    expect(code).toBe(0);
    expect(lines[0]?.split(/\s{2,}/)).toEqual([
      'as it was → new',
      'decisions waited',
      'nudges',
      'escalations',
      'breaches',
    ]);
    expect(lines[1]).toMatch(/^customer_reply +3 +3 → \d+ +3 → \d+ +3 → 3$/);
    expect(Number(/3 → (\d+)/.exec(lines[1] ?? '')?.[1])).toBeGreaterThanOrEqual(6);
    const later = ['--from', '2026-10-02', '--to', '2026-10-03'];
    const none = await run('--charter', charter, ...later, '--database', database);
    expect(none.lines).toEqual(['Nothing arrived in that time.']);
  });

  it.each([
    [['--charter', charter], 2, /^Usage: .*simulate --charter new\.yml --from/],
    [['--charter', charter, '--from', 'soon', '--database', charter], 1, /^--from “soon” is no day/],
    [
      ['--charter', charter, '--from', '2026-10-01', '--database', '/nowhere.db'],
      1,
      /There is no database at/,
    ],
  ])('says what to do when it cannot: %#', async (args, code, said) => {
    const answer = await run(...args);
    expect(answer.code).toBe(code);
    expect(answer.lines.join('\n')).toMatch(said);
  });
});
