import { repeatsDraft, withDraft } from '../../../src/domain/handoff/draft-feeds.js';
import type { Action, Draft } from '../../../src/domain/handoff/proposal.js';

const draft: Draft = { text: 'Hello', feeds: [{ action: 1, argument: 'body' }] };
const action = (given: Action['arguments']): Action => ({
  ...{ tool: 'mail.send', toolHash: 't', arguments: given, before: null },
});
const actions = [action({ body: 'Hello' }), action({ to: 'Hello', body: 'Hello' })];

describe('an argument that carries the draft', () => {
  it('repeats it, and no other argument does, whatever it holds', () => {
    expect(repeatsDraft({ draft, actions }, 1, 'body')).toBe(true);
    expect(repeatsDraft({ draft, actions }, 1, 'to')).toBe(false);
    expect(repeatsDraft({ draft, actions }, 0, 'body')).toBe(false);
    expect(repeatsDraft({ draft: null, actions }, 1, 'body')).toBe(false);
  });

  it('does not repeat it any more when it holds something else: that has to be seen', () => {
    const other = [actions[0]!, action({ to: 'Hello', body: 'Goodbye' })];
    expect(repeatsDraft({ draft, actions: other }, 1, 'body')).toBe(false);
  });

  it('takes the draft as it stands now, and nothing else changes', () => {
    expect(withDraft(actions, { ...draft, text: 'Dear Acme' }).map((one) => one.arguments)).toEqual([
      { body: 'Hello' },
      { to: 'Hello', body: 'Dear Acme' },
    ]);
  });
});
