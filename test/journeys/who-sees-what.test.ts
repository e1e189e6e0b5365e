import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceUser } from '../../playground/workspace/demo-people.js';
import type { Message } from '../../playground/workspace/state.js';
import { aDesk, choiceOf } from '../support/bot/a-desk.js';
import { aTown, type Town } from '../support/browser/a-town.js';
import { aFolder } from '../support/targets/a-log.js';
import { everyKind, group, type Kind, kinds } from '../support/thirteen-kinds.js';

const marker = 'Quincunx';
/** What is said instead: never whether there is anything, nor how much. */
const kindSentences = [
  'There is nothing here that you may see.',
  'Nothing is waiting that you may see.',
  'I do not know you yet, so nothing changed. Please try again in a minute.',
  'Nothing waits for you. New work appears here and in your messages.',
];

/** All but unknown, outside, another bot, guest, closed and bystander. */
const concerned: Kind[] = [
  'owner',
  'approver',
  'requester',
  'editor',
  'agent’s owner',
  'stand-in',
  'administrator',
];
const nobody: Kind[] = [];

const shapes: Partial<Record<Kind, Partial<WorkspaceUser>>> = {
  unknown: { isHidden: true },
  outsider: { teamId: 'T0ELSE' },
  guest: { isGuest: true },
  deactivated: { isDeactivated: true },
  'another bot': { isBot: true },
};

/** The demo's charter with the roles held by the thirteen. */
const charterOfThirteen = (): string => {
  const file = join(aFolder(), 'charter.yml');
  const users = (...who: Kind[]) => `users: [${who.map((kind) => kinds[kind]).join(', ')}]`;
  const text = readFileSync('charter.yml', 'utf8')
    .replace('usergroup: support-team', users('owner'))
    .replace('reviewers: { users: [U0ANA, U0BEN, U0MEG]', `reviewers: { ${users(...group)}`)
    .replace('head_of_support: { users: [U0MEG]', `head_of_support: { ${users('administrator')}`)
    .replace('sales: { users: [U0SAM]', `sales: { ${users('colleague')}`)
    .replace('escalate_to: [finance,', 'escalate_to: [reviewers,')
    .replace('SUPPORT_AGENT_TOKEN,', `SUPPORT_AGENT_TOKEN, owner: ${kinds['agent’s owner']},`);
  writeFileSync(file, text);
  return file;
};

describe('who sees what', () => {
  let town: Town;
  let id = '';
  let card: () => Message;
  const { newCard } = aDesk(() => town);
  const as = (kind: Kind) => town.workspace.as(kinds[kind]);
  const textOf = (value: unknown): string => JSON.stringify(value) ?? '';

  beforeAll(async () => {
    town = await aTown({ workspace: { burst: null }, charter: charterOfThirteen() });
    for (const kind of everyKind) {
      const user = { id: kinds[kind], name: kind, teamId: 'T0DEMO', tz: 'UTC', ...shapes[kind] };
      town.workspace.state.users.set(user.id, user);
      await town.workspace.event({ type: 'user_change', user: { id: user.id } });
    }
    const made = await newCard({
      task: 'customer_reply',
      client: `${marker} Ltd`,
      summary: `${marker} asked about seats`,
      draft_response: `Dear ${marker}, yes.`,
      confidence: 0.7,
      requester: kinds.requester,
    });
    ({ id, card } = made);
    await edited();
    await lent();
  }, 60_000);
  afterAll(() => town.close());

  const edited = async (): Promise<void> => {
    const editor = as('editor');
    await editor.click(card(), 'handoff.edit');
    await town.workspace.until(() => editor.modal(), 'the edit window');
    expect(await editor.submit({ 'draft.0': `Dear ${marker}, yes, of course.` })).toEqual({});
    await town.workspace.until(() => textOf(card()).includes('of course'), 'the edited card');
  };
  const lent = async (): Promise<void> => {
    const approver = as('approver');
    await approver.command('/handoff', 'delegate');
    await town.workspace.until(() => approver.modal(), 'the window to delegate');
    const now = Math.floor(Date.now() / 1_000);
    const answers = { to: kinds['stand-in'], from: String(now - 60), until: String(now + 86_400) };
    expect(await approver.submit(answers)).toEqual({});
  };

  /** A window or a private sentence: whatever the press led to. */
  const pressed = async (kind: Kind, message: Message, action: string, value?: string): Promise<string> => {
    const person = as(kind);
    const before = person.privately().length;
    await person.click(message, action, value);
    const answer = await town.workspace.until(
      () => person.modal() ?? (person.privately().length > before && person.privately().at(-1)),
      `an answer for ${kind}`,
    );
    if (person.modal()) await person.close();
    return textOf(answer);
  };
  /** The card with one more button, as a newer or an older card may have it. */
  const withButton = (action_id: string, value = seen()): Message => ({
    ...card(),
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id, value }] }],
  });
  const seen = (): string => choiceOf(card(), /history/i).split('|')[1] ?? '';
  const asks = async (kind: Kind, words: string): Promise<string> =>
    textOf((await as(kind).command('/handoff', words))?.body);
  const opensHome = async (kind: Kind): Promise<string> => {
    await as(kind).openHome();
    return textOf(await town.workspace.until(() => as(kind).home(), `the home of ${kind}`));
  };
  const more = (words: RegExp) => (kind: Kind) =>
    pressed(kind, card(), 'handoff.more', choiceOf(card(), words));
  const button = (name: string) => (kind: Kind) =>
    pressed(kind, withButton(`handoff.${name}`), `handoff.${name}`);
  const command = (words: () => string) => (kind: Kind) => asks(kind, words());
  const turnsPage = async (kind: Kind): Promise<string> => {
    const action = 'status.next_page';
    const ts = town.workspace.state.nextTs();
    const list = {
      ...withButton(action, JSON.stringify({ question: '', cursor: '' })),
      ts,
      onlyFor: kinds[kind],
    };
    town.workspace.state.messages.push(list);
    await as(kind).click(list, action);
    const answer = () => town.workspace.state.messages.find((one) => one.ts === ts);
    return textOf(await town.workspace.until(() => !textOf(answer()).includes(action) && answer(), 'a page'));
  };

  /** Every view, who sees the handoff in it, and how it is asked for. */
  const views: Record<string, readonly [Kind[], (kind: Kind) => Promise<string>]> = {
    'the history': [concerned, more(/history/i)],
    'the full review': [concerned, button('review')],
    'the window to edit': [concerned, button('edit')],
    '/handoff show': [concerned, command(() => `show ${id}`)],
    '/handoff status of one': [concerned, command(() => `status ${id}`)],
    '/handoff status': [concerned, command(() => 'status')],
    'the next page': [concerned, turnsPage],
    '/handoff status of a kind of work': [concerned, command(() => 'status customer_reply')],
    '/handoff status of a person': [concerned, command(() => `status <@${kinds.owner}>`)],
    '/handoff status mine': [['owner'], command(() => 'status mine')],
    '/handoff status team': [['owner', 'administrator'], command(() => 'status team')],
    '/handoff status exceptions': [nobody, command(() => 'status exceptions')],
    'the home tab': [['owner', 'requester'], opensHome],
    'private messages': [['owner'], async (kind) => textOf(as(kind).inbox())],
  };
  /** Windows and answers without a word of the handoff: who may have them is asked all the same. */
  const wordless: Record<string, (kind: Kind) => Promise<string>> = {
    'the window to reject': button('reject'),
    'the window to escalate': button('escalate'),
    'the window to ask': more(/ask/i),
    'the window to snooze': more(/remind/i),
    'the window to undo': button('undo'),
    '/handoff rollback': command(() => `rollback ${id}`),
  };

  it.each(Object.keys(views))('%s', async (name) => {
    const [readers, look] = views[name]!;
    const saw: Kind[] = [];
    for (const kind of everyKind) {
      const answer = await look(kind);
      if (answer.includes(marker)) saw.push(kind);
      else if (!concerned.includes(kind)) expect(silent(answer, name)).toBe(true);
    }
    expect(saw).toEqual(everyKind.filter((kind) => readers.includes(kind)));
  });

  it.each(Object.keys(wordless))('%s', async (name) => {
    for (const kind of everyKind) {
      const answer = await wordless[name]!(kind);
      const isTold = kindSentences.some((one) => answer.includes(one));
      expect([kind, isTold]).toEqual([kind, !concerned.includes(kind)]);
      if (!concerned.includes(kind)) expect(silent(answer, name)).toBe(true);
    }
  });

  /** One of the kind sentences, or nothing at all where nobody asked; no id and no count. */
  const silent = (answer: string, view: string): boolean => {
    expect(answer).not.toContain(id);
    expect(answer).not.toMatch(/\d+ handoffs?|open\*/);
    return view === 'private messages' || kindSentences.some((one) => answer.includes(one));
  };

  it('says the same of a handoff that does not exist', async () => {
    for (const kind of everyKind.filter((one) => !concerned.includes(one)))
      for (const verb of ['show', 'status', 'rollback'])
        expect(await asks(kind, `${verb} h_nothing`)).toBe(await asks(kind, `${verb} ${id}`));
  });

  it('shows an agent only what it submitted, at every address', async () => {
    const token = 'ops-agent-token';
    for (const path of ['', '/events', '/wait?timeout=1s']) {
      expect((await town.api(`/v1/handoffs/${id}${path}`)).status).toBe(200);
      const [other, none] = await Promise.all(
        [id, 'h_nothing'].map((one) => town.api(`/v1/handoffs/${one}${path}`, { token })),
      );
      expect([other?.status, textOf(other?.body)]).toEqual([404, textOf(none?.body)]);
    }
    for (const path of ['cancel', 'information', 'rollback']) {
      const body = { reason: 'x', answer: 'x' };
      const answer = await town.api(`/v1/handoffs/${id}/${path}`, { body, token });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect(textOf((await town.api('/v1/handoffs')).body)).toContain(marker);
    expect(textOf((await town.api('/v1/handoffs', { token })).body)).not.toContain(id);
  });

  it('is told to nobody of the team that it went to who may not see it, and leaves whom it left', async () => {
    const owner = as('owner');
    await owner.click(card(), 'handoff.escalate');
    await town.workspace.until(() => owner.modal(), 'the window to escalate');
    expect(await owner.submit({ option: 'role:reviewers' })).toEqual({});
    const holders = (): Kind[] => everyKind.filter((kind) => textOf(as(kind).inbox()).includes(marker));
    await town.workspace.until(() => holders().includes('approver'), 'a message to the first who may see it');
    await town.workspace.until(() => !holders().includes('owner'), 'nothing left with who had it');
    expect(holders()).toEqual(['approver']);
    expect(textOf(owner.inbox())).toContain('There is nothing here any more that you may see.');
    expect(await asks('owner', `show ${id}`)).toContain('There is nothing here that you may see.');
  });

  it('never keeps that somebody who wanted to look was refused a deed', async () => {
    const events = (await town.api(`/v1/handoffs/${id}/events`)).body.events as { says: string }[];
    const refused = events.map(({ says }) => says).filter((says) => says.includes('was refused'));
    expect(refused.length).toBeGreaterThan(10);
    for (const says of refused) expect(says).toMatch(/nothing to see|unknown person|not now|not undoable/);
  });
});
