import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventFrom, eventInstants } from '../../../src/adapters/store/rows/event-codec.js';
import {
  handoffFromText,
  handoffInstants,
  handoffToText,
  toStored,
} from '../../../src/adapters/store/rows/handoff-codec.js';
import type { Table } from '../../../src/adapters/store/rows/instants.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { bot } from '../../../src/domain/ids.js';
import type { HandoffEvent } from '../../../src/domain/log/event.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { startAt } from '../../support/bot/a-story.js';
import { aFolder } from '../../support/targets/a-log.js';
import { sampleEvents, sampleHandoff } from './sample-events.js';

const samples = Object.entries(sampleEvents) as [keyof typeof sampleEvents, HandoffEvent][];

/** Where a value has instants, once for each list. */
const instantsIn = (value: unknown, path = ''): string[] => {
  if (value instanceof Date) return [path];
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => instantsIn(one, path)))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => instantsIn(inner, `${path}.${key}`));
};
const placesOf = (table: Table, path = ''): string[] =>
  table === 'instant'
    ? [path]
    : Object.entries(table).flatMap(([key, inner]) => placesOf(inner, `${path}.${key}`));

describe('what the store writes', () => {
  it('comes back as it was: a handoff with everything in it, and each type of event', async () => {
    const store = await createSqliteStore({ file: join(aFolder(), 'a.db') });
    let next: Handoff = { ...sampleHandoff, version: 0 };
    for (const [, event] of samples) {
      next = { ...next, version: next.version + 1 };
      const verdict = { events: [event], next, effects: [], refusal: null };
      const around = { actor: bot, at: startAt, intake: null, settles: null };
      const [answer] = await store.change([{ ...around, handoffId: next.id, decide: () => verdict }]);
      expect(answer).toMatchObject({ kind: 'changed' });
      expect(await store.handoff(next.id)).toStrictEqual(next);
    }
    const events = await store.events(next.id);
    expect(events.map(({ event }) => event)).toStrictEqual(samples.map(([, event]) => event));
    await store.close();
  });

  it.each(samples)('has each instant of its table, and no other: %s', (type, event) => {
    expect(instantsIn(event).sort()).toEqual(
      placesOf(((eventInstants as Readonly<Record<string, Table>>)[type] ?? {}) as Table).sort(),
    );
  });

  it('has each instant of the table of a handoff, and no other', () => {
    expect(instantsIn(toStored(sampleHandoff)).sort()).toEqual(placesOf(handoffInstants as Table).sort());
  });

  it('lies side by side in its row, as every version has written it', () => {
    const row = JSON.parse(handoffToText(sampleHandoff)) as object;
    const fields = ['taskType', 'proposal', 'nonce', 'run', 'clockStartedAt', 'nextRung'];
    expect(Object.keys(row)).toEqual(expect.arrayContaining(fields));
    expect(row).not.toHaveProperty('clock');
  });

  it('covers every type of event that the domain names', () => {
    const named = ['event', 'run-event'].flatMap((file) =>
      [...readFileSync(`src/domain/log/${file}.ts`, 'utf8').matchAll(/Shape<\s*'(\w+)'/g)].map(
        (one) => one[1],
      ),
    );
    expect(named.sort()).toEqual(samples.map(([type]) => type).sort());
  });

  it('is refused when it cannot be read for what it is', () => {
    expect(() => eventFrom('dreamt', '{}', null)).toThrow('“dreamt”, which this version does not know');
    expect(() => eventFrom('snoozed', '{"until":"soon"}', null)).toThrow(
      'A stored “until” is not an instant.',
    );
    const text = JSON.stringify({ ...toStored(sampleHandoff), dueAt: 5 });
    expect(() => handoffFromText(text)).toThrow('A stored “dueAt” is not an instant.');
  });

  it('has no hash of a decision on nothing, where an earlier version wrote an empty one', () => {
    const { decision, ...row } = toStored(sampleHandoff);
    const text = JSON.stringify({ ...row, decision: { ...decision, hash: '' } });
    expect(handoffFromText(text).consent.decision?.hash).toBeNull();
    expect(handoffFromText(handoffToText(sampleHandoff)).consent.decision?.hash).toBe('h');
  });

  it('comes back as it was: what is known of people', async () => {
    const store = await createSqliteStore({ file: join(aFolder(), 'a.db') });
    const roles = { ...aDirectory(startAt).roles, lost: { known: false, why: 'readAt' } as const };
    const channels = { '#support': members(['U0ANA'], startAt) };
    const directory = aDirectory(startAt, { roles, channels });
    await store.savePeople(directory);
    expect(await store.people()).toStrictEqual(directory);
    await store.close();
  });
});
