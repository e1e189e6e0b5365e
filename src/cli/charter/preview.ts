import { localTime } from '../../adapters/charter/time/local-time.js';
import { instantOf } from '../../domain/calendar/wall-clock.js';
import type { Charter, TaskType } from '../../domain/charter/charter.js';
import { calendarNamed } from '../../domain/ladder/ladder-plan.js';
import { type Move, preview } from '../../domain/ladder/preview.js';

/**
 * What happens to work that starts at a time of the owner's wall clock (`2026-11-20T16:00`) or at an instant,
 * if nobody moves; or one sentence that says why that cannot be told.
 */
export function previewLines(charter: Charter, name: string, at: string | Date): readonly string[] | string {
  const taskType = Object.hasOwn(charter.taskTypes, name) ? charter.taskTypes[name] : undefined;
  if (!taskType)
    return `There is no task type “${name}”: choose one of ${Object.keys(charter.taskTypes).join(', ')}.`;
  const zone = zoneOf(charter, taskType);
  const startedAt = typeof at === 'string' ? parsed(at, zone) : at.getTime();
  if (startedAt === null) return `“${at.toString()}” is not a time, such as 2026-11-20T16:00.`;
  const wallClock = wallClockOf(zone);
  return [
    `“${taskType.name}” that starts ${wallClock(startedAt)} (${zone}). If nobody moves:`,
    ...preview(charter, taskType, startedAt).map((move) => `  ${wallClock(move.at)}  ${said(move)}`),
  ];
}

function zoneOf(charter: Charter, { owner }: TaskType): string {
  return calendarNamed(charter, charter.roles[owner]?.calendar).hours?.zone ?? charter.timezone;
}

function parsed(text: string, zone: string): number | null {
  const local = localTime.safeParse(text);
  return local.success ? instantOf(zone, local.data.day, local.data.minute) : null;
}

function wallClockOf(zone: string): (at: number) => string {
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => `${weekday.format(at)} ${time.format(at)}`;
}

function said({ what, whom, onlyIf }: Move): string {
  if (what === 'due') return 'the time to decide is over';
  if (what === 'expires') return 'it expires; nothing is done';
  return `${what === 'escalate' ? 'goes to ' : ''}${whom} (${what}${onlyIf ? `, only if ${onlyIf}` : ''})`;
}
