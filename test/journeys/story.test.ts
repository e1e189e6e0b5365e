import type { Message } from '../../playground/workspace/state.js';
import { aTown, inquiry, type Town } from '../support/browser/a-town.js';

/** The whole road of one handoff, from the agent's request to the undo. */
describe.each(['socket', 'http'] as const)('a handoff over %s', (delivery) => {
  let town: Town;
  beforeAll(async () => {
    town = await aTown({ delivery });
  });
  afterAll(() => town.close());

  const card = (): Message | undefined =>
    town.workspace.messages('#support').find((message) => !message.threadTs);
  const cardSays = (words: string): Promise<Message> =>
    town.workspace.until(() => {
      const message = card();
      return message && town.workspace.words(message).includes(words) ? message : null;
    }, `a card that says “${words}”`);
  let id = '';

  it('is submitted with the document’s own example, byte for byte, and a card appears', async () => {
    const { status, body } = await town.api('/v1/handoffs', { body: inquiry });
    expect(status).toBe(201);
    id = body.id;
    const message = await cardSays('Waiting for a decision');
    const words = town.workspace.words(message);
    for (const part of [
      'Acme Corp',
      'custom pricing for 50+ seats',
      '72 % sure',
      'non-standard request',
      'status:',
      'open',
      'replied',
    ])
      expect(words).toContain(part);
    expect(message.text).toContain('Acme Corp');
  });

  it('tells its owner privately', async () => {
    const [first] = await town.workspace.until(() => {
      const inbox = [...town.workspace.as('U0ANA').inbox(), ...town.workspace.as('U0SAM').inbox()];
      return inbox.length ? inbox : null;
    }, 'a private message to the owner');
    expect(town.workspace.words(first!)).toContain('This is yours to look after.');
  });

  it('lets Ana edit the draft and one argument, and shows the difference', async () => {
    const ana = town.workspace.as('U0ANA');
    await ana.click(card()!, 'handoff.edit');
    await town.workspace.until(() => ana.modal(), 'the edit window');
    const errors = await ana.submit({
      'draft.0': 'Hello Acme, gladly: here is our price for sixty seats.',
      'argument.0.status': 'waiting',
    });
    expect(errors).toEqual({});
    const words = town.workspace.words(await cardSays('Changed since the suggestion'));
    expect(words).toContain('sixty seats');
    expect(words).toContain('waiting');
  });

  it('refuses Ana’s own approval privately and changes nothing', async () => {
    const ana = town.workspace.as('U0ANA');
    await ana.click(card()!, 'handoff.approve');
    await town.workspace.until(() => ana.privately().length > 0, 'a private sentence');
    expect(ana.privately().at(-1)?.text).toBe('You have edited this, so somebody else has to approve it.');
    expect((await town.api(`/v1/handoffs/${id}`)).body.state).toBe('review');
  });

  it('is carried out when Ben approves, and the waiting agent is told', async () => {
    const waiting = town.api(`/v1/handoffs/${id}/wait?timeout=30s`);
    await town.workspace.as('U0BEN').click(card()!, 'handoff.approve');
    const done = await cardSays('Approved by <@U0BEN>');
    await cardSays('· done.');
    expect(town.company.record('/crm/accounts/Acme Corp')).toMatchObject({
      status: 'waiting',
      last_topic: 'Client asked about custom pricing for 50+ seats',
    });
    const mail = town.company.ledger().filter(({ resource }) => resource.startsWith('/mail/'));
    expect(mail.map(({ after }) => after.body)).toEqual([
      'Hello Acme, gladly: here is our price for sixty seats.',
    ]);
    expect((await waiting).body).toMatchObject({
      state: 'done',
      decision: { verdict: 'approved', by: ['U0BEN'] },
    });
    const labels = JSON.stringify(done.blocks);
    expect(labels).not.toContain('handoff.approve');
  });

  it('answers a click on the decided card privately', async () => {
    const ben = town.workspace.as('U0SAM');
    const old = {
      ...card()!,
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'handoff.approve', value: `${id}.1.nonce` }],
        },
      ],
    };
    await ben.click(old as unknown as Message, 'handoff.approve');
    await town.workspace.until(() => ben.privately().length > 0, 'a private sentence');
    expect(ben.privately().at(-1)?.text).toContain('already decided');
  });

  it('is undone with a reason, and the record is as it was', async () => {
    const meg = town.workspace.as('U0MEG');
    await meg.click(await cardSays('· done.'), 'handoff.undo');
    const view = await town.workspace.until(() => meg.modal(), 'the undo window');
    expect(JSON.stringify(view)).toContain('stays as it is');
    await meg.submit({ reason: 'Sent to the wrong client' });
    const words = town.workspace.words(await cardSays('the records are as they were before'));
    expect(words).toContain('Sent to the wrong client');
    expect(town.company.record('/crm/accounts/Acme Corp')).toMatchObject({
      status: 'open',
      last_topic: 'none yet',
    });
    expect((await town.api(`/v1/handoffs/${id}`)).body.state).toBe('rolled_back');
  });

  it('shows in /handoff status what is open, and the whole story in /handoff show', async () => {
    await town.api('/v1/handoffs', { body: inquiry });
    await town.workspace.until(
      () => town.workspace.messages('#support').filter((one) => !one.threadTs).length === 2,
      'a second card',
    );
    const status = await town.workspace.as('U0MEG').command('/handoff', 'status');
    expect(JSON.stringify(status?.body)).toContain('1 handoff is open');
    const shown = await town.workspace.as('U0MEG').command('/handoff', `show ${id}`);
    expect(JSON.stringify(shown?.body)).toContain('is undoing this');
  });

  it('has a log that verifies', async () => {
    const { body } = await town.api(`/v1/handoffs/${id}/events`);
    const types = body.events.map((event: { type: string }) => event.type);
    expect(types.slice(0, 2)).toEqual(['submitted', 'triaged']);
    expect(types.filter((type: string) => type === 'step_started')).toHaveLength(3);
    expect(types.at(-1)).toBe('rolled_back');
  });

  it('acknowledged everything in time', () => {
    expect(town.workspace.state.warnings).toEqual([]);
  });
});
