import { rungAfterMs } from '../../../domain/ladder/ladder-plan.js';
import type { Problem } from '../../../tools/written/charter-error.js';
import { leads, type Path } from '../../../tools/written/references.js';
import type { WrittenCharter } from '../schema.js';
import { toRung, type WrittenRung } from './ladders.js';

/** Whether a ladder tells people that there are, in an order of time that makes sense. */
export function ladderChecks(charter: WrittenCharter): Problem[] {
  return Object.entries(charter.ladders).flatMap(([name, rungs]) => [
    ...rungs.flatMap((rung, index) => [
      ...whoChecks(charter, rung, ['ladders', name, index]),
      ...pageChecks(charter, rung, ['ladders', name, index]),
    ]),
    ...Object.entries(charter.task_types)
      .filter(([, { ladder }]) => ladder === name)
      .flatMap(([type, { sla }]) => orderChecks(rungs, { name, type, slaMs: sla.decide_within }))
      .slice(0, 1),
  ]);
}

function whoChecks({ roles, rotas }: WrittenCharter, rung: WrittenRung, path: Path): Problem[] {
  const at = [...path, 'who'];
  if (rung.who === 'owner' || rung.who === 'owner.manager' || Object.hasOwn(roles, rung.who)) return [];
  if (rung.who.startsWith('#'))
    return rung.do === 'notify'
      ? []
      : [{ path: at, problem: 'A channel can only be told: write “do: notify”.' }];
  const isPerson = /^[UW][A-Z0-9]{2,}$/.test(rung.who);
  if (isPerson || Object.hasOwn(rotas, rung.who))
    return rung.do === 'escalate'
      ? [{ path: at, problem: 'An escalation makes a role the owner: name a role, or write “do: notify”.' }]
      : [];
  return leads('role or rota', { ...roles, ...rotas, owner: true, 'owner.manager': true })(rung.who, at);
}

function pageChecks(charter: WrittenCharter, rung: WrittenRung, path: Path): Problem[] {
  if (rung.outside_slack && rung.do !== 'escalate')
    return [{ path: [...path, 'outside_slack'], problem: 'Only an escalation has this: write “do: page”.' }];
  const pages = rung.do === 'page' || rung.outside_slack;
  const problem = 'The charter does not say how people are reached outside Slack: add “paging”.';
  return pages && !charter.paging
    ? [{ path: [...path, rung.outside_slack ? 'outside_slack' : 'do'], problem }]
    : [];
}

/** Whether waits go backwards depends on how long the time to decide is. */
function orderChecks(
  rungs: readonly WrittenRung[],
  of: { readonly name: string; readonly type: string; readonly slaMs: number },
): Problem[] {
  return rungs.flatMap((rung, index): Problem[] => {
    const path = ['ladders', of.name, index, 'at'];
    const before = rungs[index - 1];
    const isEarly = (of.slaMs * rung.at.percentOfSla) / 100 + rung.at.plusMs < 0;
    if (isEarly) return [{ path, problem: `This lies before the start of “${of.type}”.` }];
    const isBack = before && rungAfterMs(toRung(rung), of.slaMs) < rungAfterMs(toRung(before), of.slaMs);
    return isBack ? [{ path, problem: `This rung comes before the one above it in “${of.type}”.` }] : [];
  });
}
