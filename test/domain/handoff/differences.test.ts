import { differencesBetween, type Version } from '../../../src/domain/handoff/differences.js';
import type { JsonObject } from '../../../src/domain/json.js';

const version = (text: string | null, ...given: JsonObject[]): Version => ({
  draft: text === null ? null : { text, feeds: [{ action: 0, argument: 'body' }] },
  actions: given.map((one) => ({ tool: 'mail.send', toolHash: '', arguments: one, before: null })),
});

describe('what changed between two versions', () => {
  it('is nothing between equals, in whatever order they are written', () => {
    const money = { minor: 4000, currency: 'EUR' };
    const turned = { currency: 'EUR', minor: 4000 };
    expect(differencesBetween(version('a', { amount: money }), version('a', { amount: turned }))).toEqual([]);
  });

  it('is the text once, and not again where it goes', () => {
    expect(differencesBetween(version('a', { body: 'a' }), version('b', { body: 'b' }))).toEqual([
      { action: null, name: 'draft', from: 'a', to: 'b' },
    ]);
  });

  it('is each value, with the action that it belongs to', () => {
    const before = version(null, { to: 'ana' }, { stage: 'won', amount: null });
    const after = version(null, { to: 'ben' }, { stage: 'won', amount: { minor: 4000, currency: 'EUR' } });
    expect(differencesBetween(before, after)).toEqual([
      { action: 0, name: 'to', from: 'ana', to: 'ben' },
      { action: 1, name: 'amount', from: '–', to: '40.00 EUR' },
    ]);
  });

  it('is what was not there before', () => {
    expect(differencesBetween(version(null, {}), version('a', { to: 'ana' }))).toEqual([
      { action: null, name: 'draft', from: '', to: 'a' },
      { action: 0, name: 'to', from: '–', to: 'ana' },
    ]);
  });
});
