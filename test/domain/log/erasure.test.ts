import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { personId } from '../../../src/domain/ids.js';
import { erasedContent, erasedText, withoutTexts } from '../../../src/domain/log/erasure.js';
import type { HandoffEvent } from '../../../src/domain/log/event.js';
import { sampleEvents, sampleHandoff } from '../../adapters/store/sample-events.js';
import { startAt } from '../../support/bot/a-story.js';

const mark = 'Zanzibar';
const marked = { value: mark, inner: [mark] };
const { origin, work, consent, execution } = sampleHandoff;

/** Whatever may hold a word of a customer holds one. */
const about: Handoff = {
  ...sampleHandoff,
  origin: {
    ...origin,
    account: mark,
    submission: {
      ...{ summary: mark, confidence: 0.7, flags: [mark], recommendedAction: mark, options: [mark] },
      ...{ urgency: 'high', text: mark, draft: mark, actions: [{ tool: 'crm', arguments: marked }] },
    },
  },
  work: {
    ...work,
    packet: { ...work.packet, summary: mark, goal: mark, openQuestions: [mark] },
    fields: marked,
    unread: [mark, null],
    question: { by: personId('U0ANA'), text: mark, fields: ['since'], answer: mark },
    proposal: work.proposal && {
      ...work.proposal,
      draft: { text: mark, feeds: [] },
      actions: work.proposal.actions.map((action) => ({ ...action, arguments: marked, before: marked })),
    },
  },
  consent: {
    ...consent,
    decision: consent.decision && { ...consent.decision, override: mark, reason: mark },
    moved: mark,
  },
  execution: {
    ...execution,
    run: execution.run && {
      ...execution.run,
      reason: mark,
      failure: { cause: 'failed', detail: mark },
      steps: execution.run.steps.map((step) => ({ ...step, prior: marked, result: marked, detail: mark })),
    },
  },
  exception: { cause: 'failed', detail: mark, owner: sampleHandoff.owner, since: startAt },
  ending: { by: personId('U0ANA'), reason: mark, at: startAt },
};

describe('a handoff without its texts', () => {
  const left = withoutTexts(about);

  it('has no word left of what it was about', () => {
    expect(JSON.stringify(about)).toContain(mark);
    expect(JSON.stringify(left)).not.toContain(mark);
  });

  it('still says who did what, when, and under which hashes', () => {
    const { id, state, version, owner, policy, clock } = about;
    expect(left).toMatchObject({ id, state, version, owner, policy, clock });
    expect(left.work.proposal?.hash).toBe(about.work.proposal?.hash);
    expect(left.work.proposal?.actions.map(({ tool }) => tool)).toEqual(
      about.work.proposal?.actions.map(({ tool }) => tool),
    );
    const { by, at, hash, verdict } = about.consent.decision ?? {};
    expect(left.consent.decision).toMatchObject({ by, at, hash, verdict });
    expect(left.consent.votes).toEqual(about.consent.votes);
    expect(left.execution.run?.steps.map(({ key, status }) => [key, status])).toEqual(
      about.execution.run?.steps.map(({ key, status }) => [key, status]),
    );
    expect(left.ending).toEqual({ by: 'U0ANA', reason: erasedText, at: startAt });
  });

  it('can be put back no more, because what stood there before is gone', () => {
    expect(about.execution.undoUntil).not.toBeNull();
    expect(left.execution.undoUntil).toBeNull();
  });

  it('says of what was never there nothing, rather than that it was erased', () => {
    const bare = {
      ...about,
      origin: { ...about.origin, account: null },
      work: { ...about.work, question: null, unread: [null] },
      consent: { ...about.consent, decision: null, moved: null },
      exception: null,
    };
    expect(withoutTexts(bare)).toMatchObject({
      origin: { account: null },
      work: { question: null, unread: [null] },
      consent: { decision: null, moved: null },
      exception: null,
    });
  });
});

describe('an event whose texts are gone', () => {
  const samples = Object.entries(sampleEvents) as [string, HandoffEvent][];

  it.each(samples.filter(([, { content }]) => content !== null))(
    'is read with each of its texts in their place: %s',
    (type, { content }) => {
      const erased = erasedContent(type) as object;
      const optional = ['unread'];
      const names = Object.keys(content ?? {}).filter((name) => !optional.includes(name));
      expect(Object.keys(erased).sort()).toEqual(names.sort());
    },
  );

  it.each(samples.filter(([, { content }]) => content === null))(
    'has none where it never had any: %s',
    (type) => {
      expect(erasedContent(type)).toBeNull();
    },
  );
});
