/**
 * An exception always has an owner, and is looked at again until it has ended.
 */
import type { Context } from '../../context.js';
import { membersOf } from '../../directory.js';
import type { Effect } from '../../effect.js';
import type { ExceptionCause } from '../../handoff/exception-cause.js';
import type { Handoff } from '../../handoff/handoff.js';
import type { ExceptionRaised } from '../../log/run-event.js';
import { after } from '../waits.js';

export function raise(
  handoff: Handoff,
  what: { readonly cause: ExceptionCause; readonly detail: string },
  context: Context,
): ExceptionRaised {
  const role = handoff.policy.exceptionsOwner;
  return {
    type: 'exception_raised',
    data: {
      cause: what.cause,
      owner: { role, person: membersOf(context.directory, role)[0] ?? handoff.owner.person },
      nextCheckAt: after(context.now, context.charter.exceptions.remindEveryMs),
    },
    content: { detail: what.detail },
  };
}

export function tellOwner(raised: ExceptionRaised): Effect {
  return {
    type: 'tell-owner',
    why: 'exception',
    owner: raised.data.owner,
  };
}
