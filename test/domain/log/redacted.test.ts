import type { JsonObject } from '../../../src/domain/json.js';
import { keepable } from '../../../src/domain/log/redacted.js';

const kept = (body: JsonObject, isSensitive = false): unknown => JSON.parse(keepable(body, { isSensitive }));

describe('what is kept of a call', () => {
  it('is all of it, where nothing is secret', () => {
    const body = { id: 7, note: 'token of thanks', tags: ['a', null, true], inner: { amount: '12.50' } };
    expect(kept(body)).toEqual(body);
  });

  it.each([
    ...['password', 'passphrase', 'client_secret', 'accessToken', 'Authorization', 'authorisation'],
    ...['api_key', 'api-key', 'APIKEY', 'private_key', 'credentials', 'Set-Cookie'],
  ])('hides what stands under “%s”, however deep, and shows that it was there', (name) => {
    expect(kept({ headers: [{ [name]: 'x-1' }], [name]: { user: 'x-2' } })).toEqual({
      headers: [{ [name]: '[hidden]' }],
      [name]: '[hidden]',
    });
  });

  it('is names without a single value, where the charter calls the tool sensitive', () => {
    expect(kept({ name: 'Ana', list: [1, 'two', null], inner: { flag: false } }, true)).toEqual({
      name: '[hidden]',
      list: ['[hidden]', '[hidden]', '[hidden]'],
      inner: { flag: '[hidden]' },
    });
  });

  it('is only its length, where it is too long', () => {
    expect(kept({ text: 'a'.repeat(15_980) })).toEqual({ text: 'a'.repeat(15_980) });
    expect(kept({ text: 'a'.repeat(16_000) })).toEqual({ too_long: 16_011 });
  });
});
