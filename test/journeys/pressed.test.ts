import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { openSqlite } from '../../db/sqlite.js';
import type { Message } from '../../playground/workspace/state.js';
import { aDesk } from '../support/bot/a-desk.js';
import { type AnApp, anApp } from '../support/bot/an-app.js';
import { aTown, type Town } from '../support/browser/a-town.js';

const oldCard = 'This card is out of date, so nothing changed. Please use the newest card.';

/** Who was refused, in order, as the log has it. */
const refusals = async (town: Town, id: string): Promise<string[]> => {
  const { body } = await town.api(`/v1/handoffs/${id}/events`);
  const refused = body.events.filter(({ type }: { type: string }) => type === 'refused');
  return refused.map(({ actor }: { actor: { id: string } }) => actor.id);
};

const isPlaced = ({ folder }: Town, id: string): boolean => {
  const records = openSqlite(join(folder, 'countersign.db'), { readonly: true });
  const found = records.prepare('select ts from cards where handoff_id = ? and ts is not null').get(id);
  records.close();
  return found !== undefined;
};

describe('a button that was pressed', () => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ workspace: { burst: 50 } });
  });
  afterAll(() => town.close());
  const { newCard, told, says } = aDesk(() => town);
  /** The same blocks and buttons on another message of the bot, as a post without an answer leaves behind. */
  const copied = (message: Message, change: Partial<Message> = {}): Message => {
    const copy = { ...message, ts: town.workspace.state.nextTs(), ...change };
    town.workspace.state.messages.push(copy);
    return copy;
  };
  const standing = (copy: Message) => town.workspace.state.messages.find(({ ts }) => ts === copy.ts)!;

  it('on another message changes nothing, is kept in the log, and leads to the newest', async () => {
    const { id, card } = await newCard();
    await says(card, 'Waiting for a decision');
    // Until its place is stored, any message in the channel may be the card.
    await town.workspace.until(() => isPlaced(town, id), 'the stored place of the card');
    const copy = copied(card());
    expect(await told('U0BEN', copy, 'handoff.approve')).toBe(oldCard);
    expect(await told('U0BEN', copy, 'handoff.reject')).toBe(oldCard);
    expect(town.workspace.as('U0BEN').modal()).toBeUndefined();
    expect(await refusals(town, id)).toEqual(['U0BEN', 'U0BEN']);
    expect((await town.api(`/v1/handoffs/${id}`)).body.state).toBe('review');
    await says(() => standing(copy), 'its buttons no longer count');
    expect(JSON.stringify(standing(copy).blocks)).not.toContain('handoff.approve');
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    await says(card, 'Approved by <@U0BEN>');
  });

  it('on a private copy counts, and on the one before no more', async () => {
    const { id, card } = await newCard();
    await says(card, 'Waiting for a decision');
    const copyOf = () =>
      town.workspace
        .as('U0ANA')
        .inbox()
        .findLast(({ blocks }) => JSON.stringify(blocks).includes(id)) ??
      town.workspace
        .as('U0SAM')
        .inbox()
        .findLast(({ blocks }) => JSON.stringify(blocks).includes(id));
    const newest = await town.workspace.until(copyOf, 'a private copy');
    const older = copied(newest, { ts: '1000.000001' });
    expect(await told('U0ANA', older, 'handoff.approve')).toBe(oldCard);
    await says(() => standing(older), 'its buttons no longer count');
    // Posted a moment ago, so its place may not be stored yet.
    const newer = copied(newest);
    await town.workspace.as('U0ANA').click(newer, 'handoff.approve');
    await says(card, 'Approved by <@U0ANA>');
  });
});

describe('the same request a hundred times', () => {
  let town: Town;
  let door: AnApp;
  beforeAll(async () => {
    town = await aTown({ delivery: 'http', workspace: { burst: 200 } });
    door = await anApp();
    town.workspace.setRequestUrl(door.url);
  });
  afterAll(async () => {
    await town.close();
    await door.close();
  });
  const { newCard, says } = aDesk(() => town);

  it('is one decision, and one run', async () => {
    const { id, card } = await newCard();
    await says(card, 'Waiting for a decision');
    await town.workspace.as('U0BEN').click(card(), 'handoff.approve');
    const press = door.arrived.at(-1)!;
    const posts = (headers: Record<string, string> = {}) =>
      fetch(`${town.app.url}/slack/events`, {
        method: 'POST',
        headers: {
          'content-type': String(press.headers['content-type']),
          'x-slack-request-timestamp': String(press.headers['x-slack-request-timestamp']),
          'x-slack-signature': String(press.headers['x-slack-signature']),
          ...headers,
        },
        body: press.body,
      });
    const answers = await Promise.all(Array.from({ length: 100 }, () => posts()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await says(card, 'Approved by <@U0BEN>');
    await says(card, '· done.');
    const { body } = await town.api(`/v1/handoffs/${id}/events`);
    const counts: Record<string, number> = {};
    for (const { type } of body.events) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toMatchObject({ voted: 1, approved: 1, executed: 1 });
    expect(counts.refused).toBeLessThanOrEqual(99);
    const forged = await posts({ 'x-slack-signature': `v0=${createHmac('sha256', 'x').digest('hex')}` });
    expect(forged.status).toBe(401);
  });
});
