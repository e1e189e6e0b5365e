import { readFileSync } from 'node:fs';
import { toolsOf } from '../../support/targets/a-tool.js';

describe('the hash of a declaration', () => {
  const declared = toolsOf(readFileSync('test/fixtures/declarations.yml', 'utf8'));
  const kept = JSON.parse(readFileSync('test/fixtures/declaration-hashes.json', 'utf8')) as object;

  it('stays what stored proposals carry, for every kind of tool', () => {
    const hashes = Object.values(declared).map(({ name, hash }) => [name, hash]);
    expect(Object.fromEntries(hashes)).toEqual(kept);
    expect([...new Set(Object.values(declared).map(({ target }) => target.kind))].length).toBeGreaterThan(6);
  });
});
