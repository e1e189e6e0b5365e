import fc from 'fast-check';
import {
  canonicalText,
  freeze,
  frozenBytes,
  type ProposalContent,
  sha256,
} from '../../../src/domain/handoff/proposal.js';
import type { Json } from '../../../src/domain/json.js';

const action = { tool: 'mail.send', toolHash: 'tool-hash', arguments: { to: 'a', body: 'b' }, before: null };
const content: ProposalContent = {
  workspaceId: 'default',
  handoffId: 'h_1',
  charterHash: 'charter-hash',
  revision: 1,
  draft: { text: 'Hello', feeds: [{ action: 0, argument: 'body' }] },
  actions: [action],
};
const hashWith = (change: Partial<ProposalContent>) => freeze({ ...content, ...change }).hash;

describe('a frozen proposal', () => {
  it('carries the hash of exactly its bytes', () => {
    const { hash, ...rest } = freeze(content);
    expect(hash).toBe(sha256(frozenBytes(content)));
    expect(rest).toEqual({ revision: 1, draft: content.draft, actions: [action] });
  });

  it('has the same hash, in whatever order its parts were written', () => {
    const turned = Object.fromEntries(Object.entries(content).reverse()) as unknown as ProposalContent;
    expect(freeze(turned).hash).toBe(freeze(content).hash);
  });

  it.each<[string, Partial<ProposalContent>]>([
    ['workspace', { workspaceId: 'another' }],
    ['handoff', { handoffId: 'h_2' }],
    ['charter', { charterHash: 'other' }],
    ['revision', { revision: 2 }],
    ['text', { draft: { text: 'Hello ', feeds: [{ action: 0, argument: 'body' }] } }],
    ['place of the text', { draft: { text: 'Hello', feeds: [] } }],
    ['tool', { actions: [{ ...action, tool: 'mail.send_all' }] }],
    ['declaration of a tool', { actions: [{ ...action, toolHash: 'changed' }] }],
    ['argument', { actions: [{ ...action, arguments: { to: 'a', body: 'c' } }] }],
    ['record as it was shown', { actions: [{ ...action, before: { to: null } }] }],
    ['number of actions', { actions: [action, action] }],
  ])('has another hash with another %s', (_what, change) => {
    expect(hashWith(change)).not.toBe(freeze(content).hash);
  });
});

describe('canonical text', () => {
  it.each<[Json, string]>([
    [{ b: 1, a: { d: null, c: [true, 'x'] } }, '{"a":{"c":[true,"x"],"d":null},"b":1}'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['€\u0001', '"€\\u0001"'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalText(value)).toBe(text);
  });

  it('says the value, no more and no less', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is refused to what has no JSON form', () => {
    expect(() => canonicalText(undefined as never)).toThrow(TypeError);
    expect(() => canonicalText(Number.NaN)).toThrow();
  });

  it('is hashed as anybody else would hash it', () => {
    // FIPS 180-2, appendix B.1.
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
