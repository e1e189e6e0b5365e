import { membersOf } from '../../src/domain/directory.js';
import { aDirectory } from '../support/a-directory.js';

const now = new Date('2026-10-01T12:00:00Z');

describe('the people of a role', () => {
  it('are those whom the directory names', () => {
    expect(membersOf(aDirectory(now), 'reviewers')).toEqual(['U0ANA', 'U0BEN', 'U0OWN']);
  });

  it('are nobody while the role cannot be read, and where there is none', () => {
    const roles = { reviewers: { known: false, why: 'Slack did not answer' } } as const;
    expect(membersOf(aDirectory(now, { roles }), 'reviewers')).toEqual([]);
    expect(membersOf(aDirectory(now), 'nobody_knows_it')).toEqual([]);
  });
});
