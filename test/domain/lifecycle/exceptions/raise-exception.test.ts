import { unbounded } from '../../../../src/domain/bounds.js';
import type { Directory } from '../../../../src/domain/directory.js';
import { bot } from '../../../../src/domain/ids.js';
import { raise, tellOwner } from '../../../../src/domain/lifecycle/exceptions/raise-exception.js';
import { aCharter } from '../../../support/a-charter.js';
import { aDirectory, members } from '../../../support/a-directory.js';
import { hour, inReview, startAt } from '../../../support/bot/a-story.js';

const raised = (change: Partial<Directory> = {}) =>
  raise(
    inReview().it(),
    { cause: 'failed', detail: 'It is locked.' },
    {
      ...{ actor: bot, now: startAt, charter: aCharter(), bounds: unbounded },
      directory: aDirectory(startAt, change),
    },
  );

describe('an exception', () => {
  it('belongs to whoever looks after exceptions, and is looked at again', () => {
    expect(raised()).toEqual({
      type: 'exception_raised',
      data: {
        cause: 'failed',
        owner: { role: 'head_of_support', person: 'U0MEG' },
        nextCheckAt: new Date(startAt.getTime() + 4 * hour),
      },
      content: { detail: 'It is locked.' },
    });
  });

  it('goes to the owner of the work while nobody is there who looks after exceptions', () => {
    const roles = { head_of_support: members([], startAt) };
    expect(raised({ roles }).data.owner).toEqual({ role: 'head_of_support', person: 'U0ANA' });
  });

  it('is told to its owner', () => {
    expect(tellOwner(raised())).toEqual({
      type: 'tell-owner',
      why: 'exception',
      owner: { role: 'head_of_support', person: 'U0MEG' },
    });
  });
});
