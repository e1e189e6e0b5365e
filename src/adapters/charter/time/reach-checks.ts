import { aroundTheClock, type WorkingCalendar } from '../../../domain/calendar/working-calendar.js';
import { addWorkingTime } from '../../../domain/calendar/working-time.js';
import { stepsOf } from '../../../domain/ladder/ladder-plan.js';
import type { Problem } from '../../../tools/written/charter-error.js';
import { own } from '../../../tools/written/references.js';
import type { WrittenCharter } from '../schema.js';
import { toRung, type WrittenRung } from './ladders.js';

/**
 * Whether the time to decide ends before the handoff expires, on each calendar on which it may run, and whether
 * the top of the ladder is ever reached.
 */
export function reachChecks(charter: WrittenCharter): Problem[] {
  return Object.entries(charter.task_types).flatMap(([name, { owner, rules, sla, ladder }]) => {
    const roles = new Set([owner, ...rules.flatMap((rule) => rule.owner ?? [])]);
    const names = new Set([...roles].map((role) => own(charter.roles, role)?.calendar ?? null));
    const topMs = topOf(own(charter.ladders, ladder) ?? [], sla.decide_within);
    return [...names].flatMap((calendar): Problem[] => {
      const written = calendar === null ? undefined : own(charter.calendars, calendar);
      const ordinary = written ? ordinaryWeek(written.hours) : aroundTheClock;
      const on = calendar === null ? '' : ` on the calendar “${calendar}”`;
      if (written && !reachesWithin(ordinary, sla.decide_within, sla.expire_after))
        return [
          {
            path: ['task_types', name, 'sla', 'decide_within'],
            problem: `This is working time${on}, and can end after the handoff expires.`,
          },
        ];
      return reachesWithin(ordinary, topMs, Number.POSITIVE_INFINITY)
        ? []
        : [{ path: ['ladders', ladder], problem: `“${name}” never gets to the top of this${on}.` }];
    });
  });
}

function topOf(rungs: readonly WrittenRung[], slaMs: number): number {
  return Math.max(0, ...stepsOf(rungs.map(toRung), slaMs).map(({ afterMs }) => afterMs));
}

/** Without zone and holidays, so that the same charter is right or wrong whenever it is read. */
function ordinaryWeek(week: NonNullable<WorkingCalendar['hours']>['week']): WorkingCalendar {
  return {
    hours: { zone: 'UTC', week, closed: new Set(), open: new Map() },
    away: [],
  };
}

function reachesWithin(calendar: WorkingCalendar, durationMs: number, withinMs: number): boolean {
  try {
    return everyHour.every((at) => (addWorkingTime(calendar, at, durationMs) ?? 0) - at <= withinMs);
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
}

const hourMs = 3_600_000;
const everyHour = Array.from({ length: 7 * 24 }, (_, hour) => Date.UTC(2026, 0, 5) + hour * hourMs);
