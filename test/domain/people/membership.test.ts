import type { RoleMembers } from '../../../src/domain/directory.js';
import { personId } from '../../../src/domain/ids.js';
import { isAmong, isMember, isReadable, membershipMaxAgeMs } from '../../../src/domain/people/membership.js';
import { aDirectory, members } from '../../support/a-directory.js';

const now = new Date('2026-10-01T12:00:00Z');
const ben = personId('U0BEN');
const ago = (ms: number): Date => new Date(now.getTime() - ms);

describe('somebody of a role', () => {
  it.each<[string, RoleMembers, { isMember: boolean; isReadable: boolean }]>([
    ['who is in it', members(['U0BEN'], now), { isMember: true, isReadable: true }],
    ['who is not', members(['U0ANA'], now), { isMember: false, isReadable: true }],
    [
      'who was in it just within a minute',
      members(['U0BEN'], ago(membershipMaxAgeMs)),
      { isMember: true, isReadable: true },
    ],
    [
      'who was in it longer ago',
      members(['U0BEN'], ago(membershipMaxAgeMs + 1)),
      { isMember: false, isReadable: false },
    ],
    [
      'that cannot be read',
      { known: false, why: 'Slack did not answer' },
      { isMember: false, isReadable: false },
    ],
  ])('%s', (_who, found, expected) => {
    const context = { directory: aDirectory(now, { roles: { reviewers: found } }), now };
    expect({
      isMember: isMember(ben, 'reviewers', context),
      isReadable: isReadable('reviewers', context),
    }).toEqual(expected);
    expect(isAmong(ben, found, context)).toBe(expected.isMember);
  });

  it('that nobody knows is nobody', () => {
    const context = { directory: aDirectory(now), now };
    expect([isMember(ben, 'nobody_knows_it', context), isReadable('nobody_knows_it', context)]).toEqual([
      false,
      false,
    ]);
  });
});
