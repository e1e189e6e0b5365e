import {
  conflictWords,
  historyOf,
  type PlannedCall,
  planStep,
  standingOf,
} from '../../../src/domain/run/execution.js';
import { aCharter, aTool } from '../../support/a-charter.js';
import { done, executing, hour, minute, type Story, startAt, stepDone } from '../../support/bot/a-story.js';

const standing = (story: Story) => {
  const found = standingOf(story.it());
  if (!found) throw new Error('Nothing is to be carried out.');
  return found;
};
const plan = (story: Story) => {
  const at = standing(story);
  return planStep(at, historyOf(story.happened, at), { charter: story.charter, now: story.now });
};
const call = (story: Story): PlannedCall => {
  const found = plan(story);
  if (found.kind !== 'call') throw new Error(found.detail);
  return found;
};
const written = (body: PlannedCall['arguments'], priorValues: string[]) =>
  aTool({ priorValues, writes: body });

describe('the step that a handoff stands at', () => {
  it('is the first that has not ended', () => {
    const story = executing();
    expect(standing(story)).toMatchObject({ index: 0, action: { tool: 'crm.update_account' } });
    expect(standing(stepDone(story, 0))).toMatchObject({ index: 1, action: { tool: 'mail.send' } });
  });

  it('is none when nothing is carried out', () => {
    expect(standingOf(done().it())).toBeNull();
  });

  it('has a key that differs for each step, and for taking it back', () => {
    const story = executing();
    const keys = [standing(story).key, standing(stepDone(story, 0)).key];
    stepDone(story, 1).does('U0ANA', { type: 'roll_back', reason: 'Wrong.' });
    keys.push(standing(story).key);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('what the log says of a step', () => {
  it('remembers the first use of its key and how the last attempt ended', () => {
    const story = executing();
    const { key } = standing(story);
    story.does({ kind: 'bot' }, { type: 'start_step', step: 0, key, prior: { status: 'open' } });
    story.now = new Date(startAt.getTime() + minute);
    story.does({ kind: 'bot' }, { type: 'start_step', step: 0, key, prior: null });
    expect(historyOf(story.happened, standing(story))).toEqual({
      first: { at: startAt, prior: { status: 'open' } },
      last: null,
      doneAt: null,
    });
    story.does(
      { kind: 'bot' },
      { type: 'finish_step', step: 0, status: 'in_doubt', result: null, detail: null },
    );
    story.does('U0MEG', { type: 'retry' });
    expect(historyOf(story.happened, standing(story)).last).toBe('in_doubt');
  });

  it('does not take the undo of one action for the doing of another', () => {
    const story = done();
    story.now = new Date(startAt.getTime() + hour);
    story.does('U0ANA', { type: 'roll_back', reason: 'Wrong.' });
    story.does({ kind: 'bot' }, { type: 'finish_step', step: 0, status: 'done', result: null, detail: null });
    expect(standing(story)).toMatchObject({ index: 1, step: { action: 0 } });
    expect(historyOf(story.happened, standing(story))).toEqual({ first: null, last: null, doneAt: startAt });
  });
});

describe('the plan of a write', () => {
  it('calls the approved tool if the record holds what was shown', () => {
    expect(call(executing())).toMatchObject({
      arguments: { id: 'Acme Corp', status: 'replied' },
      expected: { status: 'open' },
      desired: { status: 'replied' },
    });
  });

  it('expects nothing of a record that could not be read', () => {
    expect(call(stepDone(executing(), 0)).expected).toBeNull();
  });
});

describe('the plan of an undo', () => {
  const undoing = (tool = aTool()): Story => {
    const story = done(aCharter({ tools: { ...aCharter().tools, 'crm.update_account': tool } }));
    story.does('U0ANA', { type: 'roll_back', reason: 'Wrong.' });
    return story.does(
      { kind: 'bot' },
      { type: 'finish_step', step: 0, status: 'stands', result: null, detail: null },
    );
  };

  it('writes the prior values back over what we wrote', () => {
    expect(call(undoing())).toMatchObject({
      arguments: { id: 'Acme Corp', status: 'open' },
      expected: { status: 'replied' },
      desired: { status: 'open' },
    });
  });

  it('says that an action stands when the earlier values are not known', () => {
    const story = undoing();
    const { run } = story.it().execution;
    story.handoff = {
      ...story.it(),
      execution: {
        ...story.it().execution,
        run: run && { ...run, steps: run.steps.map((step) => ({ ...step, prior: null })) },
      },
    };
    expect(plan(story)).toMatchObject({ kind: 'stands', detail: expect.stringContaining('is not known') });
  });

  it('says that an action stands when the tool can only write one fixed value', () => {
    expect(plan(undoing(written({ status: 'closed' }, ['status'])))).toMatchObject({ kind: 'stands' });
  });

  it('fails when the compensating tool is gone, or what it needs was never answered', () => {
    const compensate = { tool: 'crm.reopen', arguments: { id: '$result.ticket' }, withinMs: null };
    const story = undoing(aTool({ compensate }));
    expect(plan(story)).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('does not have the tool'),
    });
    story.charter = aCharter({
      tools: { ...story.charter.tools, 'crm.reopen': aTool({ name: 'crm.reopen', describes: 'Reopen' }) },
    });
    expect(plan(story)).toMatchObject({ kind: 'failed', detail: '“id” is not known, which “Reopen” needs' });
  });
});

describe('a conflict in words', () => {
  it('names every field that differs, with amounts as people write them', () => {
    const expected = { stage: 'proposal', amount: { minor: 4000, currency: 'EUR' }, owner: 'ana' };
    const found = { stage: null, amount: { minor: 4050, currency: 'EUR' }, owner: 'ana' };
    const planned = { kind: 'call', tool: aTool(), arguments: {}, expected, desired: {} } as const;
    expect(conflictWords(found, planned, 'write')).toBe(
      'stage is now empty, it was “proposal” when this was approved; ' +
        'amount is now 40.50 EUR, it was 40.00 EUR when this was approved',
    );
  });
});
