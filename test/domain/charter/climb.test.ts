import type { Rung } from '../../../src/domain/charter/charter.js';
import { climb } from '../../../src/domain/charter/climb.js';
import { aCharter } from '../../support/a-charter.js';

const rung = (what: Rung['do'], who: string): Rung => ({ percentOfSla: 50, plusMs: 0, do: what, who });
const climbed = (ladder: Rung[], owner = 'support') =>
  climb(aCharter(), ladder, owner).map(({ whom, owner: of }) => [whom, of]);

describe('whom the rungs of a ladder are for', () => {
  it('is the owner and their manager', () => {
    expect(climbed([rung('nudge', 'owner'), rung('notify', 'owner.manager')])).toEqual([
      ['support', 'support'],
      ['head_of_support', 'support'],
    ]);
  });

  it('is whoever owns the work by then, after an escalation and after nothing else', () => {
    const ladder = [rung('notify', 'sales'), rung('escalate', 'sales'), rung('nudge', 'owner')];
    expect(climbed(ladder)).toEqual([
      ['sales', 'support'],
      ['sales', 'support'],
      ['sales', 'sales'],
    ]);
  });

  it('is nobody where the owner has no manager, and the owner stays', () => {
    expect(climbed([rung('escalate', 'owner.manager'), rung('nudge', 'owner')], 'head_of_support')).toEqual([
      [null, 'head_of_support'],
      ['head_of_support', 'head_of_support'],
    ]);
  });
});
