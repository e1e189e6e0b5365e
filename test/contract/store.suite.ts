import * as fc from 'fast-check';
import { unbounded } from '../../src/domain/bounds.js';
import type { Command, Triage } from '../../src/domain/command.js';
import type { Context } from '../../src/domain/context.js';
import { decide } from '../../src/domain/decide.js';
import type { Handoff } from '../../src/domain/handoff/handoff.js';
import { type Actor, bot, handoffId, person, personId } from '../../src/domain/ids.js';
import { endFault, type Head, linkFault, type StoredLink } from '../../src/domain/log/chain.js';
import { evolve } from '../../src/domain/log/evolve.js';
import type { Change, Changed, Store } from '../../src/ports/store.js';
import { aCharter } from '../support/a-charter.js';
import { aDirectory } from '../support/a-directory.js';
import { aSubmit, hour, minute, startAt, theAgent } from '../support/bot/a-story.js';

export interface StoreUnderTest {
  readonly open: () => Promise<Store>;
  /** Raw texts that the engine holds for a handoff's chain. */
  readonly links: (id: string) => Promise<readonly StoredLink[]>;
  readonly head: (id: string) => Promise<string>;
  readonly tryToChangeAnEvent: () => Promise<void>;
  readonly tryToRemoveAnEvent: () => Promise<void>;
}

const firstBreak = (links: readonly StoredLink[], head: string) => {
  let last: Head | undefined;
  for (const link of links) {
    const fault = linkFault(last, link);
    if (fault) return fault;
    last = link;
  }
  return endFault(last, head);
};

/** What every engine of the store keeps. */
export const storeSuite = (name: string, engine: StoreUnderTest): void => {
  describe(`the store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await engine.open();
    });
    afterEach(() => store.close());

    const contextAt = (actor: Actor, at: Date): Context => ({
      actor,
      now: at,
      charter: aCharter(),
      directory: aDirectory(at),
      bounds: unbounded,
    });
    const change = (id: string, actor: Actor, command: Command, more: Partial<Change> = {}): Change => {
      const at = more.at ?? startAt;
      return {
        handoffId: handoffId(id),
        actor,
        at,
        intake: null,
        settles: null,
        decide: (handoff) => decide(handoff, command, contextAt(actor, at)),
        ...more,
      };
    };
    const does = async (one: Change): Promise<Changed> => {
      const [result] = await store.change([one]);
      if (!result || result instanceof Error) throw result ?? new Error('no answer');
      return result;
    };
    const submit = (id: string, more: Partial<Change> = {}) =>
      change(id, theAgent, aSubmit({ id: handoffId(id) }), more);
    const triage = (id: string, found: Partial<Triage> = {}) =>
      change(id, bot, {
        type: 'triage',
        packet: null,
        fields: {},
        before: [{ status: 'open' }, null],
        owner: null,
        nonce: 'nonce-2',
        ...found,
      });
    const stored = async (id: string): Promise<Handoff> => {
      const found = await store.handoff(handoffId(id));
      if (!found) throw new Error(`no handoff ${id}`);
      return found;
    };
    const approve = async (id: string) => {
      const {
        work: { proposal },
        consent: { nonce },
      } = await stored(id);
      const seen = { revision: proposal?.revision ?? 0, nonce };
      return change(id, person(personId('U0BEN')), { type: 'approve', seen });
    };

    it('gives back exactly what was decided', async () => {
      const changed = await does(submit('h_1'));
      expect(changed.kind).toBe('changed');
      if (changed.kind === 'changed') expect(await stored('h_1')).toEqual(changed.handoff);
    });

    it('rebuilds every handoff from its log', async () => {
      await store.change([submit('h_1'), triage('h_1')]);
      await does(await approve('h_1'));
      let rebuilt: Handoff | null = null;
      for (const event of await store.events(handoffId('h_1'))) rebuilt = evolve(rebuilt, event);
      expect(rebuilt).toEqual(await stored('h_1'));
    });

    it('chains the log so that it verifies', async () => {
      await store.change([submit('h_1'), triage('h_1'), submit('h_2')]);
      await does(await approve('h_1'));
      expect(firstBreak(await engine.links('h_1'), await engine.head('h_1'))).toBeNull();
      expect(firstBreak(await engine.links('h_2'), await engine.head('h_2'))).toBeNull();
    });

    it('never changes or removes an event', async () => {
      await does(submit('h_1'));
      await expect(engine.tryToChangeAnEvent()).rejects.toMatchObject({
        message: 'events are never changed',
      });
      await expect(engine.tryToRemoveAnEvent()).rejects.toMatchObject({
        message: 'events are never removed',
      });
    });

    it('keeps a refusal in the log and leaves the state alone', async () => {
      await store.change([submit('h_1'), triage('h_1')]);
      const before = await stored('h_1');
      const kim = change('h_1', person(personId('U0KIM')), {
        type: 'approve',
        seen: { revision: 1, nonce: before.consent.nonce },
      });
      expect(await does(kim)).toMatchObject({ kind: 'refused', refusal: { code: 'not_an_approver' } });
      expect(await stored('h_1')).toEqual({ ...before, version: before.version + 1 });
      expect((await store.events(handoffId('h_1'))).at(-1)?.event.type).toBe('refused');
    });

    it('undoes only the change that throws', async () => {
      const broken = submit('h_2', {
        decide: () => {
          throw new Error('a bug');
        },
      });
      const results = await store.change([submit('h_1'), broken, submit('h_3')]);
      expect(results.map((result) => (result instanceof Error ? result.message : result.kind))).toEqual([
        'changed',
        'a bug',
        'changed',
      ]);
      expect(await store.handoff(handoffId('h_2'))).toBeNull();
      expect(await store.events(handoffId('h_2'))).toEqual([]);
    });

    it('answers a repeated submission with the first handoff, and refuses its key for another body', async () => {
      const intake = { agent: 'support-agent', key: 'k-1', bodyHash: 'body-1' };
      await does(submit('h_1', { intake }));
      expect(await does(submit('h_2', { intake }))).toMatchObject({
        kind: 'repeated',
        handoff: { id: 'h_1' },
      });
      expect(await does(submit('h_3', { intake: { ...intake, bodyHash: 'other' } }))).toEqual({
        kind: 'key_reused',
      });
      expect(await store.handoff(handoffId('h_2'))).toBeNull();
      expect(await does(submit('h_4', { intake: { ...intake, agent: 'other' } }))).toMatchObject({
        kind: 'changed',
      });
    });

    it('takes the outcome of an effect once', async () => {
      await does(submit('h_1'));
      const [item] = (await store.outboxLook(startAt, new Set())).due;
      expect(item?.effect).toEqual({ type: 'prepare' });
      const settles = item?.id ?? -1;
      expect((await does({ ...triage('h_1'), settles })).kind).toBe('changed');
      expect((await does({ ...triage('h_1'), settles })).kind).toBe('settled');
    });

    it('gives the items of a lane one after the other, and lanes side by side', async () => {
      await store.change([submit('h_1'), triage('h_1'), submit('h_2'), triage('h_2')]);
      const due = async () => (await store.outboxLook(startAt, new Set())).due;
      const lanes = (await due()).map(({ lane }) => lane);
      expect(new Set(lanes).size).toBe(lanes.length);
      const channel = (await due()).find(({ lane }) => lane === 'channel:#support');
      expect(channel?.handoffId).toBe('h_1');
      await store.outboxLater(channel?.id ?? -1, new Date(startAt.getTime() + minute));
      expect((await due()).find(({ lane }) => lane === 'channel:#support')).toBeUndefined();
      expect(
        (await store.outboxLook(new Date(startAt.getTime() + minute), new Set(['channel:#support']))).due.map(
          ({ lane }) => lane,
        ),
      ).not.toContain('channel:#support');
      await store.outboxDone(channel?.id ?? -1);
      expect((await due()).find(({ lane }) => lane === 'channel:#support')?.handoffId).toBe('h_2');
    });

    it('says in the same look when the next item falls due, past those behind another and lanes in work', async () => {
      await store.change([submit('h_1'), submit('h_2'), triage('h_2')]);
      const at = (ms: number) => new Date(startAt.getTime() + ms);
      const look = (ms: number, busy: string[] = []) => store.outboxLook(at(ms), new Set(busy));
      const { due } = await look(0);
      expect(await look(0)).toMatchObject({ nextAt: null });
      for (const [index, { id }] of due.entries()) await store.outboxLater(id, at((index + 1) * minute));
      expect(await look(0)).toEqual({ due: [], nextAt: at(minute) });
      expect((await look(minute)).due.map(({ id }) => id)).toEqual([due[0]?.id]);
      expect(await look(minute, [due[0]?.lane ?? ''])).toEqual({ due: [], nextAt: at(2 * minute) });
      expect((await look(2 * minute)).due).toHaveLength(2);
    });

    it('lets a step that is held stand aside for others on its record, but not while one is under way', async () => {
      await store.change([submit('h_1'), triage('h_1'), submit('h_2'), triage('h_2')]);
      await store.change([await approve('h_1'), await approve('h_2')]);
      const next = async () =>
        (await store.outboxLook(startAt, new Set())).due.find(({ effect }) => effect.type === 'run-step');
      const [first, later] = [await next(), new Date(startAt.getTime() + minute)];
      expect(first).toMatchObject({
        handoffId: 'h_1',
        lane: expect.stringMatching(/^record:crm [0-9a-f]{32}$/),
      });
      await store.outboxLater(first?.id ?? -1, later);
      expect(await next()).toBeUndefined();
      await store.outboxHold(first?.id ?? -1, startAt);
      const second = await next();
      expect(second?.handoffId).toBe('h_2');
      await store.outboxLater(second?.id ?? -1, later);
      expect(await next()).toBeUndefined();
      await store.outboxDone(second?.id ?? -1);
      expect((await next())?.handoffId).toBe('h_1');
    });

    it('lets what waits go on waiting as long as it would have when the clock was set back', async () => {
      await store.change([submit('h_1')]);
      const at = (ms: number) => new Date(startAt.getTime() + ms);
      const [item] = (await store.outboxLook(startAt, new Set())).due;
      await store.outboxLater(item?.id ?? -1, at(minute));
      await store.outboxSooner(hour);
      const [back, then] = [at(-hour), at(minute - hour)];
      expect(await store.outboxLook(back, new Set())).toEqual({ due: [], nextAt: then });
      expect((await store.outboxLook(then, new Set())).due.map(({ id }) => id)).toEqual([item?.id]);
      expect((await store.outboxState()).oldestQueuedAt).toEqual(back);
    });

    it('keeps one waiting update of a card, and a second one once the first has begun', async () => {
      await store.change([submit('h_1'), triage('h_1')]);
      const cardUpdates = async () =>
        (await store.outboxLook(startAt, new Set())).due.filter(({ effect }) => effect.type === 'show-card');
      await does(await approve('h_1'));
      const [first] = await cardUpdates();
      expect(await store.outboxState()).toMatchObject({ waiting: 4 });
      await store.outboxBegin(first?.id ?? -1, startAt);
      expect((await cardUpdates())[0]?.attempts).toBe(1);
      await does(change('h_1', bot, { type: 'start_step', step: 0, key: 'k', prior: { status: 'open' } }));
      await does(
        change('h_1', bot, { type: 'finish_step', step: 0, status: 'failed', result: null, detail: 'no' }),
      );
      await store.outboxDone(first?.id ?? -1);
      expect(await cardUpdates()).toHaveLength(1);
    });

    it('finds what is due, oldest first, and nothing that is not', async () => {
      const later = new Date(startAt.getTime() + hour);
      await store.change([submit('h_2', { at: later }), submit('h_1')]);
      expect(await store.due(startAt, 10)).toEqual([]);
      expect(await store.due(new Date(startAt.getTime() + 2 * minute), 10)).toEqual(['h_1']);
      expect(await store.due(new Date(later.getTime() + hour), 10)).toEqual(['h_1', 'h_2']);
      expect(await store.due(new Date(later.getTime() + hour), 1)).toEqual(['h_1']);
    });

    it('lists newest first, page by page, and by what is asked', async () => {
      const ids = ['h_1', 'h_2', 'h_3', 'h_4', 'h_5'];
      for (const [index, id] of ids.entries())
        await does(submit(id, { at: new Date(startAt.getTime() + Math.floor(index / 2) * minute) }));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.handoffs.map(({ id }) => id));
        cursor = page.cursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(['h_5', 'h_4', 'h_3', 'h_2', 'h_1']);
      await does(triage('h_1'));
      expect((await store.list({ states: ['review'], limit: 9 })).handoffs.map(({ id }) => id)).toEqual([
        'h_1',
      ]);
      expect((await store.list({ taskType: 'refund', limit: 9 })).handoffs).toEqual([]);
      expect(
        (await store.list({ agent: 'support-agent', ownerRole: 'support', limit: 9 })).handoffs,
      ).toHaveLength(5);
    });

    it('counts the open work of each person', async () => {
      const ana = { role: 'support', person: personId('U0ANA') };
      const given = (id: string) =>
        change(id, bot, {
          type: 'triage',
          packet: null,
          fields: {},
          before: [],
          owner: ana,
          nonce: 'nonce-2',
        });
      await store.change([submit('h_1'), given('h_1'), submit('h_2'), given('h_2'), submit('h_3')]);
      expect(await store.load()).toEqual(new Map([['U0ANA', 2]]));
    });

    it('remembers where a card stands', async () => {
      await does(submit('h_1'));
      const card = {
        handoffId: handoffId('h_1'),
        surface: 'card',
        channel: '#support',
        key: 'k',
        shownVersion: 0,
      } as const;
      expect(await store.card(card.handoffId, 'card')).toBeNull();
      await store.saveCard({ ...card, place: null });
      expect(await store.card(card.handoffId, 'card')).toEqual({ ...card, place: null });
      const posted = { ...card, place: { channel: 'C0SUPPORT', ts: '1.2' }, shownVersion: 3 };
      await store.saveCard(posted);
      expect(await store.card(card.handoffId, 'card')).toEqual(posted);
      expect(await store.card(card.handoffId, 'exception')).toBeNull();
    });

    it('remembers the directory', async () => {
      await store.savePeople(aDirectory(startAt));
      expect(await store.people()).toEqual(aDirectory(startAt));
    });

    it('keeps whatever text came in, exactly, and takes none of it for an instant', async () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 40 });
      const fields = fc.dictionary(
        fc.oneof(text, fc.constantFrom('startAt', 'at', 'since')),
        fc.oneof(text, fc.constant('2026-10-01T09:00:00.000Z'), fc.integer(), fc.boolean()),
      );
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fields, text, async (given, draft) => {
          count += 1;
          const id = `h_p${count}`;
          const command = aSubmit({
            id: handoffId(id),
            submission: { ...aSubmit().submission, draft },
          });
          await does(change(id, theAgent, command));
          await does(triage(id, { fields: { ...given } }));
          expect((await stored(id)).work.fields).toEqual({ ...given });
          expect((await stored(id)).origin.submission.draft).toBe(draft);
          expect(firstBreak(await engine.links(id), await engine.head(id))).toBeNull();
        }),
        { numRuns: 60 },
      );
    });
  });
};
