import { states } from '../../src/domain/handoff/handoff.js';
import {
  type RefusalCode,
  refusal,
  refusalCodes,
  sentence,
  stateWords,
  together,
} from '../../src/domain/refusal.js';

describe('a refusal', () => {
  it.each(refusalCodes)('is whole sentences, with and without a detail: %s', (code) => {
    const detail = code === 'invalid_value' ? 'This is too long.' : 'Ana';
    for (const one of [null, detail]) expect(sentence(refusal(code, one))).toMatch(/^[A-Z].*[^ .]\.$/);
  });

  it.each<[RefusalCode, string | null, string]>([
    ['already_decided', 'Ana', 'This was already decided by Ana, so nothing changed.'],
    ['already_decided', null, 'This was already decided, so nothing changed.'],
    ['not_now', 'done', 'That is not possible while the handoff is done.'],
    ['not_now', 'somewhere', 'That is not possible while the handoff is in its present state.'],
    ['not_an_administrator', null, 'The charter lets nobody approve alone, so nothing changed.'],
  ])('says what is known: %s of %s', (code, detail, words) => {
    expect(sentence(refusal(code, detail))).toBe(words);
  });

  it('says what may have been meant', () => {
    const unknown = { ...refusal('unknown_tool', 'mail.sent'), hint: ' Did you mean “mail.send”?' };
    expect(sentence(unknown)).toMatch(/kind of work\. Did you mean “mail\.send”\?$/);
  });

  it('does not tell whether there is anything that somebody may not see', () => {
    expect(sentence(refusal('not_found'))).toBe(sentence(refusal('nothing_to_see')));
  });

  it('is one for all that is at fault, and the first of it is said', () => {
    const [one, other] = [refusal('unknown_tool', 'a'), refusal('invalid_value', 'b')];
    expect(together([one, other])).toEqual({ ...one, others: [other] });
    expect(together([one])).toBe(one);
    expect(() => together([])).toThrow('Nothing is at fault.');
  });

  it('has words for every state', () => {
    expect(states.filter((state) => !stateWords[state])).toEqual([]);
  });
});
