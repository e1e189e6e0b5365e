import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSqlite } from '../db/sqlite.js';
import { card } from '../src/adapters/slack/blocks/card/card.js';
import { lookAtLinks, lookAtTexts } from '../src/adapters/store/log/log-rows.js';
import { createFollow } from '../src/adapters/store/sqlite/runner.js';
import { verifyFile } from '../src/adapters/store/sqlite/verify-file.js';
import { unbounded } from '../src/domain/bounds.js';
import { decide } from '../src/domain/decide.js';
import type { Handoff } from '../src/domain/handoff/handoff.js';
import { type Actor, agent, bot } from '../src/domain/ids.js';
import { clonedLog } from './ours/cloned-log.js';
import { benchDirectory, executingCharter, submitCommand, triageCommand } from './ours/prepared-store.js';
import { type Figure, median, print } from './report.js';

const events = 1_000_000;
const promisedSeconds = 10;
const rounds = 5;

/** What trust costs: checking a long log, and drawing the card that is decided on. */
export async function benchConsent(): Promise<void> {
  print(`The log verified, ${events.toLocaleString('en')} events with their texts`, await verifying());
  print('Cards drawn, against writing the same handoff as JSON', drawing());
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
}

async function verifying(): Promise<Figure[]> {
  const file = await clonedLog(events);
  try {
    const hashing = seconds(() => hashEverything(sampleOf(file)));
    const took = median(Array.from({ length: 3 }, () => seconds(() => mustVerify(file))));
    return [
      { what: 'against the promise', ours: took, against: promisedSeconds, unit: 's', goal: { atMost: 1 } },
      {
        what: 'against SHA-256 alone',
        ours: events / took,
        against: events / hashing,
        unit: 'rows/s',
        goal: { atLeast: 0.15 },
      },
    ];
  } finally {
    rmSync(dirname(file), { recursive: true });
  }
}

function mustVerify(file: string): void {
  const { broken } = verifyFile(file);
  if (broken) throw new Error(`The generated log does not verify: ${JSON.stringify(broken)}`);
}

const sampleSize = 9_000;

/** What is hashed for the first events and the texts that belong to them; all stories are as long as each other. */
function sampleOf(file: string): string[] {
  const db = openSqlite(file, { readonly: true });
  const texts: string[] = [];
  const follow = createFollow(db);
  const keep = (text: string, most: number): true | null => texts.push(text) === most || null;
  follow(lookAtLinks(({ seq: _place, hash: _hash, ...link }) => keep(JSON.stringify(link), sampleSize)));
  const share = db
    .prepare<[], { share: number }>(
      'select cast((select count(*) from contents) as real) / count(*) as share from events',
    )
    .get();
  const all = Math.round(sampleSize * (1 + (share?.share ?? 0)));
  follow(lookAtTexts(({ body }) => keep(body, all)));
  db.close();
  return texts;
}

function hashEverything(sample: readonly string[]): void {
  for (let at = 0; at < events / sampleSize; at += 1) for (const text of sample) hash('sha256', text, 'hex');
}

function drawing(): Figure[] {
  return [
    { what: 'a short card', draft: 'Hello Acme, thank you for asking about sixty seats.', count: 10_000 },
    { what: 'a card that is nearly full', draft: 'One honest sentence, again. '.repeat(120), count: 2_000 },
    { what: 'one too long for a card', draft: 'One honest sentence, again. '.repeat(2_000), count: 200 },
  ].map(({ what, draft, count }) => {
    const charter = executingCharter();
    const handoff = waiting(draft);
    const perSecond = (work: () => unknown): number =>
      median(
        Array.from({ length: rounds }, () => {
          const took = seconds(() => {
            for (let at = 0; at < count; at += 1) work();
          });
          return count / took;
        }),
      );
    return {
      what,
      ours: perSecond(() => card(handoff, charter)),
      against: perSecond(() => JSON.stringify(handoff)),
      unit: 'cards/s',
      goal: { atLeast: 0.05 },
    };
  });
}

/** A handoff that waits for a decision on this draft. */
function waiting(draft: string): Handoff {
  const charter = executingCharter();
  const now = new Date();
  const submit = submitCommand('h_card');
  if (submit.type !== 'submit') throw new Error('This is another command.');
  const steps: [Actor, typeof submit | typeof triageCommand][] = [
    [agent('support-agent'), { ...submit, submission: { ...submit.submission, draft } }],
    [bot, triageCommand],
  ];
  const handoff = steps.reduce<Handoff | null>(
    (before, [actor, command]) =>
      decide(before, command, { actor, now, charter, directory: benchDirectory(now), bounds: unbounded })
        .next,
    null,
  );
  if (!handoff) throw new Error('There is no handoff to draw.');
  return handoff;
}
