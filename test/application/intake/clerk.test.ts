import { createClerk } from '../../../src/application/intake/clerk.js';
import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import type { Packet } from '../../../src/domain/handoff/packet.js';
import type { Llm, Packed, PackRequest } from '../../../src/ports/llm.js';
import type { LlmCall } from '../../../src/ports/store.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, startAt, theAgent } from '../../support/bot/a-story.js';

const links = [{ label: 'Ticket', url: 'https://tickets.example.com/7' }];
const found: Packed = {
  packet: {
    summary: 'Acme wants a refund.',
    goal: 'Money back',
    whatHappened: 'It broke.',
    currentState: null,
    decisionsMade: [],
    alreadyDone: ['Looked up the order'],
    mustNotChange: ['The contract'],
    openQuestions: [],
    nextAction: 'Refund it',
    definitionOfDone: null,
  },
  fields: { order_id: 'O-1' },
  usage: { model: 'small-1', inputTokens: 120, outputTokens: 40 },
};

const withText = (text: string | null, packet: Partial<Packet> = {}): Handoff => {
  const submit = aSubmit();
  const submission = {
    ...submit.submission,
    summary: 'The agent’s own words',
    recommendedAction: null,
    text,
  };
  const story = aStory(charter).does(theAgent, {
    ...submit,
    fields: { amount: { minor: 4000, currency: 'EUR' } },
    submission,
    packet: { links, mustNotChange: ['The price'] },
  });
  const handoff = story.it();
  return { ...handoff, work: { ...handoff.work, packet: { ...handoff.work.packet, ...packet } } };
};
const charter = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      fields: { order_id: { kind: 'string', optional: true }, amount: { kind: 'money', optional: true } },
    }),
  },
});

const aClerk = (llm: Llm | null, record?: () => Promise<void>) => {
  const calls: LlmCall[] = [];
  const warnings: string[] = [];
  const clerk = createClerk({
    llm,
    store: { recordLlmCall: record ?? (async (call) => void calls.push(call)) },
    clock: { now: () => startAt, newId: () => 'id' },
    charters: { current: () => charter },
    log: { info: () => {}, warn: (_facts, message) => void warnings.push(message), error: () => {} },
  });
  return { clerk, calls, warnings };
};
const asked: PackRequest[] = [];
const answering: Llm = {
  pack: async (request) => {
    asked.push(request);
    return found;
  },
};
const failing: Llm = { pack: () => Promise.reject(new Error('The model is down.')) };

beforeEach(() => {
  asked.length = 0;
});

describe('the clerk', () => {
  it('leaves a packet as the agent packed it', async () => {
    const handoff = withText(null);
    expect(await aClerk(answering).clerk.pack(handoff)).toEqual({ packet: handoff.work.packet, fields: {} });
    expect(asked).toEqual([]);
  });

  it('lets the model pack a raw text, and keeps what the agent said itself', async () => {
    const { clerk, calls } = aClerk(answering);
    const { packet, fields } = await clerk.pack(withText('Our order O-1 broke. Please refund it.'));
    expect(packet).toEqual({
      ...found.packet,
      mustNotChange: ['The price', 'The contract'],
      links,
      draftedBy: 'model',
    });
    expect(fields).toEqual({ order_id: 'O-1' });
    expect(calls).toEqual([
      {
        handoffId: 'h_1',
        account: 'Acme Corp',
        model: 'small-1',
        inputTokens: 120,
        outputTokens: 40,
        at: startAt,
      },
    ]);
  });

  it('asks the model only for fields that nobody has supplied', async () => {
    await aClerk(answering).clerk.pack(withText('Our order O-1 broke.'));
    expect(asked).toEqual([
      {
        text: 'Our order O-1 broke.',
        describes: 'Reply to a customer',
        fields: { order_id: { kind: 'string', optional: true } },
      },
    ]);
  });

  it('does not ask the model a second time', async () => {
    const handoff = withText('Our order broke.', { draftedBy: 'model' });
    expect(await aClerk(answering).clerk.pack(handoff)).toEqual({ packet: handoff.work.packet, fields: {} });
    expect(asked).toEqual([]);
  });

  it('asks again when the first packet came from a template', async () => {
    const handoff = withText('Our order broke.', { draftedBy: 'template', whatHappened: 'Our order broke.' });
    const { packet } = await aClerk(answering).clerk.pack(handoff);
    expect(packet).toMatchObject({ whatHappened: 'It broke.', draftedBy: 'model' });
  });

  it.each([
    ['without a model', null, []],
    ['when the model fails', failing, ['LLM call failed; the packet was built from a template.']],
  ])('uses a template %s', async (_when, llm, expected) => {
    const { clerk, calls, warnings } = aClerk(llm);
    const { packet, fields } = await clerk.pack(
      withText('  Our order\nO-1 broke. Please refund it.\n\nThanks! '),
    );
    expect(packet).toMatchObject({
      summary: 'Our order O-1 broke.',
      whatHappened: 'Please refund it.\n\nThanks!',
      mustNotChange: ['The price'],
      links,
      draftedBy: 'template',
    });
    expect([fields, calls, warnings]).toEqual([{}, [], expected]);
  });

  it('uses a template when the call cannot be recorded', async () => {
    const { clerk } = aClerk(answering, () => Promise.reject(new Error('The disk is full.')));
    expect((await clerk.pack(withText('It broke.'))).packet.draftedBy).toBe('template');
  });

  it('uses a template when the charter has no such task type any more', async () => {
    const handoff = {
      ...withText('It broke.'),
      origin: { ...withText('It broke.').origin, taskType: 'gone' },
    };
    expect((await aClerk(answering).clerk.pack(handoff)).packet.draftedBy).toBe('template');
  });

  it('shortens a first sentence that is too long, and loses none of it', async () => {
    const text = `${'😀 word '.repeat(60)}end. More.`;
    const { packet } = await aClerk(null).clerk.pack(withText(text));
    expect([...packet.summary]).toHaveLength(200);
    expect(packet.whatHappened).toBe(text);
  });

  it('has nothing more to tell when one sentence is all there is', async () => {
    expect((await aClerk(null).clerk.pack(withText('It broke.'))).packet.whatHappened).toBeNull();
  });
});
