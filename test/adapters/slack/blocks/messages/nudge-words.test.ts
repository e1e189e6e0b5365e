import { moveWords } from '../../../../../src/adapters/slack/blocks/messages/nudge-words.js';
import type { Move } from '../../../../../src/domain/ladder/preview.js';

describe('what happens next when nobody moves', () => {
  it.each<[Move['what'], string]>([
    ['nudge', 'head of support is reminded'],
    ['notify', 'head of support is told'],
    ['escalate', 'it goes to head of support'],
    ['page', 'head of support is paged outside Slack'],
    ['due', 'it is due'],
    ['expires', 'it expires, and nothing is done'],
  ])('%s: %s', (what, words) => {
    expect(moveWords({ at: 0, what, whom: 'head_of_support', onlyIf: null })).toBe(words);
  });
});
