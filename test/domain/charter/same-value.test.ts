import fc from 'fast-check';
import { isSameValue, type Writing } from '../../../src/domain/charter/same-value.js';
import type { Json } from '../../../src/domain/json.js';

const number: Writing = { type: { kind: 'number' } };
const text: Writing = { type: { kind: 'string' } };
const column: Writing = { ...text, tellsEmptyFromNone: true, padsText: true };
const chat: Writing = { ...text, namesEmoji: true };

const same: [string, Json | undefined, Json | undefined, Writing][] = [
  ['a number answered as a text', 1500, '1500', number],
  ['a scale that a column adds', 12.5, '12.50', number],
  ['two texts of a number', '10.00', '10', number],
  ['a power of ten', 1e21, '1000000000000000000000', number],
  ['minus nothing', -0, '0', number],
  ['a text padded to its column', 'won', 'won       ', column],
  ['an instant in two zones', '2026-10-25T02:30:00+02:00', '2026-10-25 00:30:00+00', column],
  [
    'an instant with no fraction and one of nothing',
    '2026-10-25T00:30:00Z',
    '2026-10-25T00:30:00.000Z',
    text,
  ],
  ['a day and its first moment', '2026-03-29', '2026-03-29T00:00:00.000Z', text],
  ['keys in another order', { a: 1, b: [1, '2'] }, { b: [1, 2], a: '1' }, {}],
  ['nothing and absent', null, undefined, text],
  ['nothing and an empty text', null, '', text],
  ['a key that is absent and one that is null', { a: 1 }, { a: 1, b: null }, {}],
  ['a picture and its name', 'done 🎉', 'done :tada:', chat],
  ['true and how a column writes it', true, 't', { type: { kind: 'boolean' } }],
  ['true and one', true, 1, { type: { kind: 'boolean' } }],
];
const other: [string, Json | undefined, Json | undefined, Writing][] = [
  ['a text that begins with nought', '007', '7', text],
  ['a number beyond what is exact', 9007199254740992, '9007199254740993', number],
  ['blanks where nothing pads', 'won', 'won ', text],
  ['blanks in front', ' won', 'won', column],
  ['nothing and an empty text in a database', null, '', column],
  ['instants an hour apart', '2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', column],
  ['an instant with a zone and one without', '2026-10-25T02:30:00Z', '2026-10-25T02:30:00', column],
  ['lists in another order', [1, 2], [2, 1], {}],
  ['two pictures', '🎉', '🔥', chat],
  ['two names', ':tada:', ':fire:', chat],
  ['a word and a number', 'x', 0, number],
  ['nothing and nought', null, 0, number],
  ['large and small letters', 'Won', 'won', text],
];

describe('the same value', () => {
  it.each(same)('%s', (_what, one, two, writing) => {
    expect(isSameValue(one, two, writing)).toBe(true);
    expect(isSameValue(two, one, writing)).toBe(true);
  });

  it.each(other)('and another one: %s', (_what, one, two, writing) => {
    expect(isSameValue(one, two, writing)).toBe(false);
    expect(isSameValue(two, one, writing)).toBe(false);
  });

  it('is itself, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSameValue(value as Json, value as Json)));
  });

  it('of two whole numbers is the same number, in any decimal scale', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.nat({ max: 9 }), (one, two, zeros) => {
        const written = `${two}${zeros ? `.${'0'.repeat(zeros)}` : ''}`;
        expect(isSameValue(one, written, number)).toBe(one === two);
        expect(isSameValue(two, written, number)).toBe(true);
      }),
    );
  });

  it('of instants is the same moment, in any zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: -14, max: 14 }), (seconds, hours) => {
        const at = new Date(seconds * 1_000).toISOString();
        const local = new Date((seconds + hours * 3_600) * 1_000).toISOString().slice(0, 19);
        const zone = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}`;
        expect(isSameValue(at, `${local.replace('T', ' ')}${zone}`, column)).toBe(true);
        expect(isSameValue(at, `${local}${zone}:00`, text)).toBe(true);
      }),
    );
  });
});
