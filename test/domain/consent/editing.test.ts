import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { inReview, type Story, theAgent } from '../../support/bot/a-story.js';

const withExclusions = (exclude: readonly ('requester' | 'editor' | 'agent_owner')[]) =>
  aCharter({
    taskTypes: { customer_reply: aTaskType({ approvers: { roles: ['reviewers'], quorum: 1, exclude } }) },
  });
const saves = (story: Story, who: string): Story =>
  story.does(who, {
    type: 'edit',
    seen: story.seen(),
    draft: 'Hi, thanks!',
    changes: [],
    nonce: 'nonce-3',
    approves: true,
  });

describe('saving and approving in one step', () => {
  it('approves the new version where the charter lets an editor approve', () => {
    const story = saves(inReview(withExclusions(['requester'])), 'U0BEN');
    expect(story.it()).toMatchObject({ state: 'executing', decision: { by: ['U0BEN'] } });
    expect(story.it().decision?.hash).toBe(story.it().proposal?.hash);
    expect(story.it().proposal?.draft?.text).toBe('Hi, thanks!');
    expect(story.effects.map(({ type }) => type).slice(-3)).toEqual(['show-card', 'add-note', 'run-step']);
  });

  it.each([
    ['the charter excludes editors', withExclusions(['editor']), 'U0BEN', 'own_edit'],
    ['the editor is no approver', withExclusions([]), 'U0SAM', 'not_an_approver'],
  ])('saves nothing when %s', (_why, charter, who, code) => {
    const story = inReview(charter);
    const before = story.it();
    saves(story, who);
    expect(story.refusal?.code).toBe(code);
    expect(story.it().proposal).toEqual(before.proposal);
    expect(story.types().slice(-1)).toEqual(['refused']);
  });
});

describe('a question during the review', () => {
  const charter = aCharter({
    taskTypes: {
      customer_reply: aTaskType({
        fields: { seats: { kind: 'integer', optional: true }, topic: { kind: 'string', optional: true } },
        plan: [
          { tool: 'crm.update_account', arguments: { id: '$client', status: '$fields.topic' } },
          { tool: 'mail.send', arguments: { to: '$client', body: '$draft' } },
        ],
      }),
    },
  });
  const prepared = (story: Story): Story =>
    story.does(bot, {
      type: 'triage',
      packet: null,
      fields: {},
      before: [],
      owner: { role: 'support', person: personId('U0SAM') },
      nonce: 'nonce-after-answer',
    });
  const asked = (): Story => {
    const story = inReview(charter, { fields: { topic: 'pricing' } });
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'nonce-edit' });
    return story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'How many seats?',
      fields: ['seats'],
    });
  };

  it('keeps the question for whoever can answer, and refuses fields that there are not', () => {
    expect(asked().it()).toMatchObject({
      state: 'blocked',
      question: { by: 'U0BEN', text: 'How many seats?', fields: ['seats'], answer: null },
    });
    const story = inReview(charter);
    story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'Why?',
      fields: ['colour'],
    });
    expect(story.refusal?.pointer).toBe('/fields');
  });

  it('comes back as the next version with new buttons, and old buttons are dead', () => {
    const story = asked();
    const old = { revision: 2, nonce: 'nonce-edit' };
    prepared(story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: 'Sixty' }));
    expect(story.it()).toMatchObject({
      state: 'review',
      nonce: 'nonce-after-answer',
      proposal: { revision: 3 },
      question: { answer: 'Sixty' },
      owner: { person: 'U0ANA' },
    });
    story.does('U0BEN', { type: 'approve', seen: old });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.does('U0BEN', { type: 'approve', seen: story.seen() }).it().state).toBe('executing');
  });

  it('keeps what people had changed, what was suggested first, and takes the new value', () => {
    const story = asked();
    const { suggested } = story.it();
    const supplied = { type: 'supply_information', fields: { topic: 'licences' }, answer: null } as const;
    prepared(story.does(theAgent, supplied));
    expect(story.it().suggested).toEqual(suggested);
    expect(story.it().proposal?.actions.map((action) => action.arguments)).toEqual([
      { id: 'Acme Corp', status: 'licences' },
      { to: 'Acme Corp', body: 'Hi!' },
    ]);
  });

  it('needs an answer or a value, and counts whoever gives a value as an editor', () => {
    const story = asked();
    story.does(theAgent, { type: 'supply_information', fields: {}, answer: ' ' });
    expect(story.refusal?.pointer).toBe('/answer');
    prepared(story.does('U0BEN', { type: 'supply_information', fields: { seats: 60 }, answer: null }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.refusal?.code).toBe('own_edit');
  });
});

describe('escalating to a team or a person', () => {
  it.each([
    ['role:head_of_support', { role: 'head_of_support', person: 'U0MEG' }],
    ['person:U0SAL', { role: 'sales', person: 'U0SAL' }],
  ])('%s makes them the owner', (option, owner) => {
    const story = inReview();
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option, note: 'Please look' });
    expect(story.it().owner).toEqual(owner);
  });

  it.each(['role:reviewers', 'person:U0KIM', 'role:', 'person:', 'role:constructor'])(
    'refuses what the charter does not allow: %s',
    (option) => {
      const story = inReview();
      story.does('U0ANA', { type: 'escalate', seen: story.seen(), option, note: null });
      expect(story.refusal?.code).toBe('unknown_option');
    },
  );
});
